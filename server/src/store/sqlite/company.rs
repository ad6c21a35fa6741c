//! Company sign-in.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;
use rusqlite::Connection;

use super::rows::{Columns, change, change_one, exists, find, list};
use super::{SqliteStore, Tx};
use crate::model::{AuditEvent, CompanyLink, PersonId, Provider, ProviderId};
use crate::store::{CompanyStore, ProviderSaved, StoreError};

macro_rules! providers {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, issuer, client_id, sealed_secret,
             (SELECT group_concat(domain, ' ') FROM (SELECT domain FROM provider_domains WHERE provider = providers.id
              ORDER BY domain)),
             is_only, created_at FROM providers ",
            $rest
        )
    };
}

macro_rules! links {
    ($rest:literal) => {
        concat!("SELECT provider, subject, person, account, created_at, used_at FROM company_links ", $rest)
    };
}

#[async_trait]
impl CompanyStore for SqliteStore {
    async fn add_provider(&self, new: Provider, event: AuditEvent) -> Result<ProviderSaved, StoreError> {
        const SQL: &str = "INSERT INTO providers (id, name, issuer, client_id, sealed_secret, is_only, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.write(move |tx| {
            let Provider { id, name, issuer, client_id, sealed_secret, domains, is_only, created_at } = &new;
            if is_taken(tx.conn, *id, domains)? {
                return Ok(ProviderSaved::DomainTaken);
            }
            change_one(tx.conn, SQL, (id.0, name.as_str(), issuer, client_id, sealed_secret, is_only, created_at))?;
            save_domains(tx, &new, &event)
        })
        .await
    }

    async fn change_provider(&self, new: Provider, event: AuditEvent) -> Result<ProviderSaved, StoreError> {
        const SQL: &str =
            "UPDATE providers SET name = ?2, client_id = ?3, sealed_secret = ?4, is_only = ?5 WHERE id = ?1";
        self.write(move |tx| {
            if is_taken(tx.conn, new.id, &new.domains)? {
                return Ok(ProviderSaved::DomainTaken);
            }
            let params = (new.id.0, new.name.as_str(), &new.client_id, &new.sealed_secret, new.is_only);
            if change(tx.conn, SQL, params)? == 0 {
                return Ok(ProviderSaved::Gone);
            }
            save_domains(tx, &new, &event)
        })
        .await
    }

    async fn remove_provider(
        &self,
        id: ProviderId,
        event: AuditEvent,
        unlinked: AuditEvent,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| remove_provider(tx, id, &event, &unlinked)).await
    }

    async fn find_provider(&self, id: ProviderId) -> Result<Option<Provider>, StoreError> {
        self.read(|conn| find(conn, providers!("WHERE id = ?1"), [id.0], read_provider))
    }

    async fn find_provider_of(&self, domain: &str) -> Result<Option<Provider>, StoreError> {
        let sql = providers!("WHERE id = (SELECT provider FROM provider_domains WHERE domain = ?1)");
        self.read(|conn| find(conn, sql, [domain], read_provider))
    }

    async fn list_providers(&self) -> Result<Vec<Provider>, StoreError> {
        self.read(|conn| list(conn, providers!("ORDER BY name, id"), (), read_provider))
    }

    async fn add_company_link(&self, new: CompanyLink, event: AuditEvent) -> Result<bool, StoreError> {
        const SQL: &str = "INSERT INTO company_links (provider, subject, person, account, created_at, used_at)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM providers WHERE id = ?1) ON CONFLICT DO NOTHING";
        self.write(move |tx| {
            let CompanyLink { provider, subject, person, account, created_at, used_at } = new;
            let params = (provider.0, subject, person.0, account.as_str(), created_at, used_at);
            append_if(tx, change(tx.conn, SQL, params)? == 1, &event)
        })
        .await
    }

    async fn find_company_link(&self, provider: ProviderId, subject: &str) -> Result<Option<CompanyLink>, StoreError> {
        let sql = links!("WHERE provider = ?1 AND subject = ?2");
        self.read(|conn| find(conn, sql, (provider.0, subject), read_link))
    }

    async fn list_company_links(&self, person: PersonId) -> Result<Vec<CompanyLink>, StoreError> {
        let sql = links!("WHERE person = ?1 ORDER BY created_at, provider");
        self.read(|conn| list(conn, sql, [person.0], read_link))
    }

    async fn use_company_link(
        &self,
        link: &CompanyLink,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE company_links SET used_at = ?4 WHERE provider = ?1 AND subject = ?2 AND person = ?3";
        let params = (link.provider.0, link.subject.clone(), link.person.0, now);
        self.write(move |tx| append_if(tx, change(tx.conn, SQL, params)? == 1, &event)).await
    }

    async fn remove_company_link(
        &self,
        provider: ProviderId,
        person: PersonId,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM company_links WHERE provider = ?1 AND person = ?2";
        self.write(move |tx| append_if(tx, change(tx.conn, SQL, (provider.0, person.0))? == 1, &event)).await
    }
}

/// Writes the event down if something was done.
fn append_if(tx: &mut Tx<'_>, is_done: bool, event: &AuditEvent) -> Result<bool, StoreError> {
    if is_done {
        tx.append(event)?;
    }
    Ok(is_done)
}

/// Whether one of these domains belongs to another provider.
fn is_taken(conn: &Connection, id: ProviderId, domains: &[String]) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM provider_domains WHERE domain = ?1 AND provider <> ?2";
    for domain in domains {
        if exists(conn, SQL, (domain, id.0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn save_domains(tx: &mut Tx<'_>, provider: &Provider, event: &AuditEvent) -> Result<ProviderSaved, StoreError> {
    change(tx.conn, "DELETE FROM provider_domains WHERE provider = ?1", [provider.id.0])?;
    for domain in &provider.domains {
        change_one(
            tx.conn,
            "INSERT INTO provider_domains (domain, provider) VALUES (?1, ?2)",
            (domain, provider.id.0),
        )?;
    }
    tx.append(event)?;
    Ok(ProviderSaved::Done)
}

fn remove_provider(
    tx: &mut Tx<'_>,
    id: ProviderId,
    event: &AuditEvent,
    unlinked: &AuditEvent,
) -> Result<bool, StoreError> {
    const PEOPLE: &str = "SELECT person FROM company_links WHERE provider = ?1 ORDER BY created_at, person";
    let people = list(tx.conn, PEOPLE, [id.0], |columns| columns.take().map(PersonId))?;
    // Its domains and links go with it.
    if change(tx.conn, "DELETE FROM providers WHERE id = ?1", [id.0])? == 0 {
        return Ok(false);
    }
    tx.append(event)?;
    for person in people {
        tx.append(&unlinked.clone().of(person))?;
    }
    Ok(true)
}

fn read_provider(columns: &mut Columns<'_, '_>) -> Result<Provider, StoreError> {
    Ok(Provider {
        id: ProviderId(columns.take()?),
        name: columns.text()?,
        issuer: columns.take()?,
        client_id: columns.take()?,
        sealed_secret: columns.take()?,
        domains: columns.take::<Option<String>>()?.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
        is_only: columns.take()?,
        created_at: columns.take()?,
    })
}

fn read_link(columns: &mut Columns<'_, '_>) -> Result<CompanyLink, StoreError> {
    Ok(CompanyLink {
        provider: ProviderId(columns.take()?),
        subject: columns.take()?,
        person: PersonId(columns.take()?),
        account: columns.text()?,
        created_at: columns.take()?,
        used_at: columns.take()?,
    })
}
