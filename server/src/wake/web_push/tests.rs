use super::*;

fn headers(retry_after: &str) -> HeaderMap {
    HeaderMap::from_iter([(RETRY_AFTER, retry_after.parse().unwrap())])
}

#[test]
fn any_2xx_is_a_yes() {
    for status in [200, 201, 202, 204] {
        assert_eq!(judge(StatusCode::from_u16(status).unwrap(), &HeaderMap::new()), Ok(()));
    }
}

#[test]
fn a_resource_that_is_not_there_is_gone() {
    for status in [404, 410] {
        assert_eq!(judge(StatusCode::from_u16(status).unwrap(), &HeaderMap::new()), Err(PushError::Gone));
    }
}

#[test]
fn a_server_that_is_busy_or_broken_is_asked_later() {
    for status in [429, 500, 502, 503, 507] {
        let status = StatusCode::from_u16(status).unwrap();
        let after = Some(Duration::from_secs(7));
        assert_eq!(judge(status, &headers("7")), Err(PushError::Later { after }));
        for vague in ["Sun, 06 Nov 1994 08:49:37 GMT", "-1", "soon"] {
            assert_eq!(judge(status, &headers(vague)), Err(PushError::Later { after: None }), "{vague}");
        }
    }
}

#[test]
fn whatever_else_it_says_is_for_the_operator() {
    for status in [301, 307, 400, 401, 403, 413] {
        let judged = judge(StatusCode::from_u16(status).unwrap(), &HeaderMap::new());
        assert!(matches!(judged, Err(PushError::Misconfigured(why)) if why.contains(&status.to_string())));
    }
}
