//! What a filter may cost: checked before the parser sees it, and again on what it found.

use cql2::Expr;

use super::FilterError;

/// The longest filter, in bytes.
const MOST_BYTES: usize = 8 << 10;

/// How deep parentheses, and conditions within conditions, may nest.
const MOST_LEVELS: usize = 16;

/// How many bytes the parser may read. What stands in parentheses can be a condition or a list, and
/// it tries both readings, so within each pair it may read every byte twice as often; arguments of
/// functions have one reading only.
const MOST_READ: usize = 64 << 10;

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
    let mut open: Vec<bool> = Vec::new();
    let mut read = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => open.push(!begins_arguments(&text[..at])),
            ')' => {
                let closed = open.pop();
                closed.ok_or_else(|| FilterError::Syntax("a ) without its (".into()))?;
            }
            _ => {}
        }
        if open.len() > MOST_LEVELS {
            return Err(FilterError::TooDeep(MOST_LEVELS));
        }
        read += 1 << open.iter().filter(|twice| **twice).count();
        if read > MOST_READ {
            return Err(FilterError::TooDeep(MOST_LEVELS));
        }
    }
    if !open.is_empty() {
        return Err(FilterError::Syntax("a ( without its )".into()));
    }
    Ok(())
}

/// Whether a parenthesis after this text holds the arguments of a function: the name of one stands
/// before it.
fn begins_arguments(before: &str) -> bool {
    let before = before.trim_end();
    let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_');
    let word = start.map_or(before, |start| &before[start..]);
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let is_operator = OPERATORS.iter().any(|own| word.eq_ignore_ascii_case(own));
    word.starts_with(char::is_alphabetic) && !is_operator
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
        let long = format!("({} AND b = '{}')", nested(2), "x".repeat(7000));
        assert_eq!(text(&long), Ok(()));
        let shape = format!(
            "S_DISJOINT(geometry, POLYGON(({}1 1)))",
            "1.25 2.5,".repeat(700)
        );
        assert_eq!(text(&shape), Ok(()));
        assert_eq!(text(&format!("({shape}) AND (a = 1)")), Ok(()));
        let deep_and_long = nested(12).replace("a = 1", &"a = 1 OR ".repeat(40));
        assert_eq!(text(&deep_and_long), Err(FilterError::TooDeep(16)));
    }

    #[test]
    fn arguments_are_told_from_groups() {
        for call in ["CASEI", "a = CASEI ", "POLYGON", "(f"] {
            assert!(begins_arguments(call), "{call}");
        }
        for group in ["", "a = 1 AND ", "NOT", "b IN ", "POLYGON(", "a +", "1"] {
            assert!(!begins_arguments(group), "{group}");
        }
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
