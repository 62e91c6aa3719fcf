//! The legend of an overlay as a picture.

use crate::atlas::{Atlas, Overlay};
use crate::domain::Period;
use crate::overlay::legend::{Legend, LegendClass, Theme, Wording, svg};
use crate::overlay::numbers::Tongue;

impl Atlas {
    /// The legend of an overlay as SVG: exactly its classes, and the missing ones if there are any.
    #[must_use]
    pub fn overlay_legend(&self, overlay: &Overlay, theme: Theme, tongue: Tongue) -> String {
        svg(&self.legend(overlay, theme, tongue), theme)
    }

    pub(in crate::atlas) fn legend(
        &self,
        overlay: &Overlay,
        theme: Theme,
        tongue: Tongue,
    ) -> Legend {
        let document = self.overlay_document(overlay);
        let told = |vi: &str, en: &str| match tongue {
            Tongue::Vi => vi.to_owned(),
            Tongue::En => en.to_owned(),
        };
        let colour = |light: &str, dark: &str| match theme {
            Theme::Light => light.to_owned(),
            Theme::Dark => dark.to_owned(),
        };
        let values = overlay.rows.iter().filter_map(|row| row.area.value);
        let wording = Wording {
            whole: values.map(f64::fract).all(|part| part == 0.0),
            decimals: document.decimals,
            tongue,
        };
        let last = document.classes.len().saturating_sub(1);
        let classes = document.classes.iter().map(|class| LegendClass {
            label: wording.range(class.from.0, class.to.0, class.class == last),
            colour: colour(class.light, class.dark),
            n: class.n,
        });
        let missing = &document.missing;
        let scope = document.scope_vi.zip(document.scope_en);
        let period = self.period_of(&overlay.choice);
        let mut publishers: Vec<&str> = Vec::new();
        for source in &document.sources {
            if !publishers.contains(&source.publisher) {
                publishers.push(source.publisher);
            }
        }
        let sources = match publishers.len() {
            0 => String::new(),
            _ => format!("{}: {}", told("Nguồn", "Sources"), publishers.join("; ")),
        };
        Legend {
            title: told(document.title_vi, document.title_en),
            unit: format!(
                "{}: {}",
                told("Đơn vị", "Unit"),
                told(document.unit_vi, document.unit_en)
            ),
            lines: scope
                .map(|(vi, en)| told(vi, en))
                .into_iter()
                .chain(period.map(|period| when(period, tongue)))
                .collect(),
            classes: classes.collect(),
            missing: (missing.n > 0).then(|| LegendClass {
                label: told("Chưa có số liệu", "Not reported"),
                colour: colour(missing.light, missing.dark),
                n: missing.n,
            }),
            sources,
        }
    }
}

/// A period in words.
fn when(period: Period, tongue: Tongue) -> String {
    let date = |date: crate::domain::PartialDate| match tongue {
        Tongue::Vi => {
            let text = date.to_string();
            let parts: Vec<&str> = text.rsplit('-').collect();
            parts.join("/")
        }
        Tongue::En => date.to_string(),
    };
    match (period.start(), period.end(), tongue) {
        (None, Some(end), Tongue::Vi) => format!("Tính đến {}", date(end)),
        (None, Some(end), Tongue::En) => format!("As of {}", date(end)),
        (Some(start), None, Tongue::Vi) => format!("Từ {}", date(start)),
        (Some(start), None, Tongue::En) => format!("From {}", date(start)),
        (Some(start), Some(end), _) if start == end => date(start),
        (Some(start), Some(end), _) => format!("{} – {}", date(start), date(end)),
        (None, None, _) => String::new(),
    }
}
