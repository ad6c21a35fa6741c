//! What the wiki shows. `data-` marks are for the demo that plays by itself.

use std::fmt::Write;

use assent_core::message::Proof;

use crate::demo::EMAIL;

/// Name and password.
pub(super) fn login(problem: &str) -> String {
    let problem =
        if problem.is_empty() { String::new() } else { format!("<p class=bad role=alert>{}</p>", escape(problem)) };
    let form = format!(
        "<h1>Demo wiki</h1>{problem}<form method=post action=/login>\
         <label>E-mail address<input type=email name=email value=\"{EMAIL}\" autocomplete=username required></label>\
         <label>Password<input type=password name=password autocomplete=current-password required autofocus></label>\
         <label class=check><input type=checkbox name=number value=yes> Carry a number to the phone</label>\
         <button>Sign in</button></form><p class=soft>The password stands in the terminal that runs the demo.</p>"
    );
    frame("Sign in", "", &form)
}

/// The phone is asked.
pub(super) fn waiting(number: Option<&str>, reached: usize) -> String {
    let number = number.map_or_else(
        || "<p>Press <b>y</b> in the terminal that runs the demo.</p>".to_owned(),
        |number| {
            let number = escape(number);
            format!("<p>Type this number in the terminal:</p><p class=number data-number=\"{number}\">{number}</p>")
        },
    );
    let reached = if reached > 0 { "It is on the phone." } else { "On its way …" };
    let body = format!(
        "<div data-wait><h1>Answer on your phone</h1>{number}<p class=soft role=status>{reached}</p></div>{}",
        code_form("No network there? Type a code instead")
    );
    frame("Waiting", "<noscript><meta http-equiv=refresh content=3></noscript>", &body)
}

/// It ended without YES.
pub(super) fn ended(how: &str) -> String {
    let (title, text) = match how {
        "denied" => ("The answer was NO", "Nobody got in."),
        "expired" => ("No answer came", "Nobody answered in time."),
        "paused" => ("No request is sent now", "Too many went unanswered or were denied. Use a code."),
        _ => ("This request is over", "It was withdrawn, or the number was wrong twice."),
    };
    let body = format!(
        "<h1 data-ended=\"{}\">{title}</h1><p>{text}</p>{}<form method=post action=/logout><button>Start again</button></form>",
        escape(how),
        code_form("Type a code instead")
    );
    frame(title, "", &body)
}

/// The code does not count.
pub(super) fn code_refused(how: &str) -> String {
    let text = match how {
        "reused" => "This code was used already. Wait for the next one.",
        "phone_off" => "The phone's clock is off. Set it to automatic.",
        "throttled" => "Too many wrong codes. Wait a while.",
        _ => "That is not the code shown now.",
    };
    let form = code_form("Type another code");
    frame("Code", "", &format!("<h1 data-code=\"{}\">{text}</h1>{form}", escape(how)))
}

/// Inside, with what proves it.
pub(super) fn inside(account: &str, proof: Option<&Proof>) -> String {
    let mut body = format!("<h1 data-in>You are in, {}</h1>", escape(account));
    match proof {
        Some(proof) => {
            let (device, context) = (&proof.receipt.device, &proof.prompt.context);
            let browser = context.browser.as_ref().map_or("an unknown browser", |text| text.as_str());
            let _ = write!(
                body,
                "<p>Phone <code>{device}</code> signed that this login with <b>{}</b> was approved. The wiki checked the \
                 signature itself, against the server that it pinned.</p><p><a href=/receipt>The receipt</a>: \
                 entry {} of the server's log.</p>",
                escape(browser),
                proof.receipt.audit.seq
            );
        }
        None => body.push_str("<p>By a code: there is no signature to show for it.</p>"),
    }
    body.push_str("<form method=post action=/logout><button>Sign out</button></form>");
    frame("Demo wiki", "", &body)
}

fn code_form(label: &str) -> String {
    format!(
        "<form method=post action=/code><label>{label}<input name=code autocomplete=one-time-code required></label>\
         <button class=second>Use the code</button></form>"
    )
}

fn frame(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width, \
         initial-scale=1\"><title>{title} · Demo wiki</title><link rel=stylesheet href=/wiki.css>\
         <script src=/wiki.js defer></script>{head}</head><body><main>{body}</main></body></html>"
    )
}

/// For text in HTML and in attributes.
pub(in crate::demo) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
