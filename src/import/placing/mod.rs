//! Where the rows of a delivery belong.

mod communes;

pub use communes::{Communes, Home};
