//! What a filter may cost: checked before the parser sees it, and again on what it found.

use cql2::Expr;

use super::FilterError;

/// The longest filter, in bytes.
const MOST_BYTES: usize = 8 << 10;

/// How deep parentheses, and conditions within conditions, may nest.
const MOST_LEVELS: usize = 16;

/// How many bytes the parser may read. It tries several readings of what stands in parentheses,
/// so within each pair it may read every byte twice as often.
const MOST_READ: usize = 256 << 10;

/// How many operators there may be: each costs the parser a level of its stack.
const MOST_OPERATORS: usize = 500;

/// How many fields and constants there may be.
const MOST_LEAVES: usize = 200;

/// Words that are operators.
const OPERATORS: [&str; 8] = ["and", "or", "not", "like", "in", "between", "is", "div"];

/// Refuses what is too long.
pub(super) fn length(text: &str) -> Result<(), FilterError> {
    if text.len() > MOST_BYTES {
        return Err(FilterError::TooLong(MOST_BYTES));
    }
    Ok(())
}

/// Refuses what the parser would take too long or too much of its stack for.
pub(super) fn text(text: &str) -> Result<(), FilterError> {
    length(text)?;
    let unquoted = unquoted(text)?;
    nesting(&unquoted)?;
    let signs = unquoted.matches(|sign| "=<>+-*/%^".contains(sign)).count();
    let words = unquoted.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words = words.filter(|word| OPERATORS.iter().any(|own| word.eq_ignore_ascii_case(own)));
    if signs + words.count() > MOST_OPERATORS {
        return Err(FilterError::TooMany(MOST_OPERATORS));
    }
    Ok(())
}

/// The text with a blank for each character within quotes.
fn unquoted(text: &str) -> Result<String, FilterError> {
    let mut quote = None;
    let letters = text.chars().map(|letter| match (quote, letter) {
        (Some(own), _) if own == letter => {
            quote = None;
            ' '
        }
        (None, '\'' | '"') => {
            quote = Some(letter);
            ' '
        }
        (Some(_), _) => ' ',
        (None, _) => letter,
    });
    let unquoted = letters.collect();
    match quote {
        None => Ok(unquoted),
        Some(_) => Err(FilterError::Syntax("a quotation that does not end".into())),
    }
}

/// Refuses parentheses that do not fit, nest too deep, or that the parser would read too often.
fn nesting(text: &str) -> Result<(), FilterError> {
    let (mut open, mut read) = (0_usize, 0_usize);
    for letter in text.chars() {
        match letter {
            '(' => open += 1,
            ')' => {
                let closed = open.checked_sub(1);
                open = closed.ok_or_else(|| FilterError::Syntax("a ) without its (".into()))?;
            }
            _ => {}
        }
        read += 1 << open.min(MOST_LEVELS);
        if open > MOST_LEVELS || read > MOST_READ {
            return Err(FilterError::TooDeep(MOST_LEVELS));
        }
    }
    if open > 0 {
        return Err(FilterError::Syntax("a ( without its )".into()));
    }
    Ok(())
}

/// Refuses expressions that are too deep or have too many parts.
pub(super) fn expression(expr: &Expr) -> Result<(), FilterError> {
    let mut leaves = 0;
    let mut rest = vec![(expr, 1)];
    while let Some((expr, level)) = rest.pop() {
        if level > MOST_LEVELS {
            return Err(FilterError::TooDeep(MOST_LEVELS));
        }
        let below: &[Box<Expr>] = match expr {
            Expr::Operation { args, .. } => args,
            Expr::Interval { interval } => interval,
            Expr::BBox { bbox } => bbox,
            Expr::Array(items) => items,
            Expr::Timestamp { timestamp: own } | Expr::Date { date: own } => {
                std::slice::from_ref(own)
            }
            _ => &[],
        };
        leaves += usize::from(below.is_empty());
        if leaves > MOST_LEAVES {
            return Err(FilterError::TooMany(MOST_LEAVES));
        }
        rest.extend(below.iter().map(|own| (&**own, level + 1)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        format!("{}a = 1{}", "(".repeat(levels), ")".repeat(levels))
    }

    #[test]
    fn nesting_is_bounded_by_what_it_costs() {
        assert_eq!(text(&nested(8)), Ok(()));
        assert_eq!(text(&nested(17)), Err(FilterError::TooDeep(16)));
        let long = format!("{} AND b = '{}'", nested(3), "x".repeat(7000));
        assert_eq!(text(&long), Ok(()));
        let deep_and_long = nested(12).replace("a = 1", &"a = 1 OR ".repeat(40));
        assert_eq!(text(&deep_and_long), Err(FilterError::TooDeep(16)));
    }

    #[test]
    fn what_is_quoted_is_not_counted() {
        assert_eq!(text(&format!("a = '{}'", "(".repeat(99))), Ok(()));
        assert_eq!(text("a = 'it''s ('"), Ok(()));
        assert!(text("a = '").is_err());
        assert!(text("(a = 1").is_err());
        assert!(text("a = 1)").is_err());
    }

    #[test]
    fn operators_are_counted() {
        assert_eq!(text(&"NOT ".repeat(501)), Err(FilterError::TooMany(500)));
        assert_eq!(text(&"a=".repeat(501)), Err(FilterError::TooMany(500)));
        assert_eq!(text(&"a".repeat(8193)), Err(FilterError::TooLong(8192)));
    }
}
