//! A browser that knows forms and nothing else: cookies, the form's token, and the way on.

use std::collections::BTreeMap;

use reqwest::Method;

use crate::http::{Answer, Http};

/// Somebody at a portal.
pub(super) struct Forms {
    http: Http,
    cookies: BTreeMap<String, String>,
    csrf: String,
    /// Where the last page was, or where it led out of the portal.
    pub(super) path: String,
}

impl Forms {
    /// At a portal, unknown.
    pub(super) fn at(origin: &str) -> Self {
        Self { http: Http::to(origin), cookies: BTreeMap::new(), csrf: String::new(), path: String::new() }
    }

    /// Opens a page; gives its HTML.
    pub(super) async fn get(&mut self, path: &str) -> String {
        self.go(Method::GET, path, String::new()).await
    }

    /// Sends a form of the last page; gives the page that it leads to.
    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let body = encode(&self.csrf, fields);
        self.go(Method::POST, path, body).await
    }

    async fn go(&mut self, method: Method, path: &str, body: String) -> String {
        let mut answer = self.send(method, path, body).await;
        path.clone_into(&mut self.path);
        while let Some(next) = answer.headers.get("location") {
            next.to_str().unwrap().clone_into(&mut self.path);
            let path = self.path.clone();
            // An app's own address, which a browser gives to the app.
            if !path.starts_with('/') {
                return answer.body;
            }
            answer = self.send(Method::GET, &path, String::new()).await;
        }
        assert_eq!(answer.status, 200, "{}: {}", self.path, answer.body);
        if let Some((_, rest)) = answer.body.split_once(r#"name="csrf" value=""#) {
            rest.split('"').next().unwrap().clone_into(&mut self.csrf);
        }
        answer.body
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let headers = [("cookie", cookies.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        let answer = self.http.send(method, path, &headers, body).await;
        for line in answer.headers.get_all("set-cookie") {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

fn encode(csrf: &str, fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("csrf", csrf).extend_pairs(fields);
    form.finish()
}
