//! What records and figures say together: trade by period, year on year.
