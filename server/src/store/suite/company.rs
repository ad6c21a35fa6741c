//! Company sign-in.

use super::{ADA, BEN, NOW, World, event, text};
use crate::model::{CompanyLink, PersonId, Provider, ProviderId};
use crate::store::ProviderSaved;

pub(crate) fn provider(n: u8, domains: &[&str]) -> Provider {
    Provider {
        id: ProviderId([n; 16]),
        name: text(&format!("Company {n}")),
        issuer: format!("https://id{n}.atelier.example"),
        client_id: "assent".to_owned(),
        sealed_secret: vec![n; 40],
        domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        is_only: false,
        created_at: NOW,
    }
}

pub(crate) fn link(person: PersonId, n: u8, subject: &str) -> CompanyLink {
    let account = text("ada.lovelace");
    let subject = subject.to_owned();
    CompanyLink { provider: ProviderId([n; 16]), subject, person, account, created_at: NOW, used_at: None }
}

pub(crate) async fn a_provider_reads_back_and_its_domains_are_its_own(world: World) {
    let logged = world.logged().await;
    let one = provider(1, &["atelier.example", "workshop.example"]);
    assert_eq!(world.add_provider(one.clone(), event(ADA)).await, Ok(ProviderSaved::Done));
    assert!(world.find_provider(one.id).await.unwrap() == Some(one.clone()));
    assert!(world.find_provider_of("workshop.example").await.unwrap() == Some(one.clone()));
    assert!(world.find_provider_of("other.example").await.unwrap().is_none());
    let two = provider(2, &["workshop.example"]);
    assert_eq!(world.add_provider(two.clone(), event(ADA)).await, Ok(ProviderSaved::DomainTaken));
    let changed = Provider { domains: vec!["atelier.example".to_owned()], is_only: true, ..one.clone() };
    let other_issuer = Provider { issuer: "https://evil.example".to_owned(), ..changed.clone() };
    assert_eq!(world.change_provider(other_issuer, event(ADA)).await, Ok(ProviderSaved::Done));
    assert_eq!(world.add_provider(two.clone(), event(ADA)).await, Ok(ProviderSaved::Done));
    assert!(world.list_providers().await.unwrap() == [changed, two], "the issuer stays");
    assert_eq!(world.change_provider(provider(3, &[]), event(ADA)).await, Ok(ProviderSaved::Gone));
    assert_eq!(world.logged().await, logged + 3);
}

pub(crate) async fn an_identity_belongs_to_one_person_and_a_person_has_one_at_a_provider(world: World) {
    world.add_provider(provider(1, &[]), event(ADA)).await.unwrap();
    let add = async |person, n, subject| world.add_company_link(link(person, n, subject), event(person)).await.unwrap();
    assert!(add(ADA, 1, "sub-a").await);
    assert!(!add(BEN, 1, "sub-a").await, "it is Ada’s");
    assert!(!add(ADA, 1, "sub-b").await, "she has one");
    assert!(!add(ADA, 2, "sub-a").await, "no such provider");
    assert!(add(BEN, 1, "sub-b").await);
    let id = ProviderId([1; 16]);
    assert_eq!(world.find_company_link(id, "sub-a").await, Ok(Some(link(ADA, 1, "sub-a"))));
    assert_eq!(world.find_company_link(id, "SUB-A").await, Ok(None), "subjects are compared to the letter");
    assert_eq!(world.use_company_link(&link(ADA, 1, "sub-a"), NOW + 5, event(ADA)).await, Ok(true));
    assert_eq!(world.list_company_links(ADA).await.unwrap()[0].used_at, Some(NOW + 5));
    assert_eq!(world.remove_company_link(id, ADA, event(ADA)).await, Ok(true));
    assert_eq!(world.remove_company_link(id, ADA, event(ADA)).await, Ok(false));
    assert_eq!(world.use_company_link(&link(ADA, 1, "sub-a"), NOW, event(ADA)).await, Ok(false));
    assert!(add(ADA, 1, "sub-a").await, "it is free again");
}

pub(crate) async fn whoever_signs_in_only_there_is_known_until_the_provider_goes(world: World) {
    let is_only = async || world.find_person(ADA).await.unwrap().unwrap().is_company_only;
    world.add_provider(provider(1, &[]), event(ADA)).await.unwrap();
    world.add_company_link(link(ADA, 1, "sub"), event(ADA)).await.unwrap();
    assert!(!is_only().await);
    world.change_provider(Provider { is_only: true, ..provider(1, &[]) }, event(ADA)).await.unwrap();
    assert!(is_only().await);
    assert!(!world.find_person(BEN).await.unwrap().unwrap().is_company_only);
    let logged = world.logged().await;
    assert_eq!(world.remove_provider(ProviderId([1; 16]), event(BEN), event(BEN)).await, Ok(true));
    assert_eq!(world.remove_provider(ProviderId([1; 16]), event(BEN), event(BEN)).await, Ok(false));
    assert_eq!(world.logged().await, logged + 2, "also about Ada");
    assert!(!is_only().await && world.list_company_links(ADA).await.unwrap().is_empty());
}
