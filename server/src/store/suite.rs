//! The tests that every backend passes. A backend's own tests say `suite!(path::to::make)` once, where `make` is an
//! `async fn() -> World` with an empty database; each check becomes a test under its own name.

pub(crate) mod answers;
pub(crate) mod challenges;
pub(crate) mod company;
pub(crate) mod contacts;
pub(crate) mod devices;
pub(crate) mod factors;
pub(crate) mod identity_checks;
pub(crate) mod log;
pub(crate) mod mails;
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod program_keys;
pub(crate) mod pushes;
pub(crate) mod races;
pub(crate) mod recovery_plans;
pub(crate) mod sessions;
pub(crate) mod sms;
pub(crate) mod sweeping;
pub(crate) mod tickets;
pub(crate) mod trusted;
pub(crate) mod webhooks;
mod world;

pub(crate) use world::{
    ADA, BEN, Backend, DECOY, NOW, PORTAL, SHOP, World, answer, approve, challenge, claim, confirm, event, otp, person,
    phone, session, text, ticket,
};

macro_rules! suite {
    ($make:path) => {
        $crate::store::suite::suite! { $make;
            challenges {
                a_challenge_reads_back_as_it_was_asked
                a_newer_challenge_takes_the_place_of_the_older
                an_account_that_is_not_there_is_asked_like_any_other
                an_expired_challenge_is_not_superseded
                asking_with_an_old_budget_writes_nothing
                a_budget_is_written_only_over_the_one_that_was_read
                open_challenges_are_listed_oldest_first
                a_challenge_is_withdrawn_once_and_only_by_its_service
            }
            answers {
                an_answer_settles_and_its_receipt_names_its_place_in_the_chain
                a_no_settles_and_takes_the_number_away
                an_answer_too_late_is_refused
                a_second_answer_is_refused_with_the_first_as_it_stands
                it_was_not_me_takes_the_place_of_the_same_phones_answer
                only_an_active_phone_of_the_person_can_answer
                a_counter_must_rise
                an_answer_with_an_old_budget_writes_nothing
                an_answer_without_a_receipt_writes_nothing
                the_second_wrong_number_ends_a_challenge
                a_wrong_number_uses_up_its_counter
                an_approval_is_redeemed_once_and_within_a_minute
                only_an_approval_is_redeemed
                nothing_is_redeemed_for_a_locked_person_or_with_a_removed_phone
            }
            devices {
                a_phone_reads_back_as_it_was_linked
                a_phone_says_new_facts_only_with_a_rising_counter
                a_person_is_quiet_on_all_phones_until_the_end_or_until_it_is_ended
                a_phone_is_removed_once_with_its_codes
                what_a_phone_offered_as_a_proof_is_kept_as_long_as_the_phone
                a_phone_leaves_only_with_a_rising_counter
                when_a_phone_was_heard_of_only_moves_forward
                news_are_listed_after_the_last_one_seen
            }
            pushes {
                the_first_key_for_pushes_stays
                only_the_address_that_is_gone_is_forgotten_until_the_phone_names_another
            }
            passkeys {
                a_passkey_reads_back_is_used_and_is_removed_by_its_owner
                a_question_to_an_authenticator_counts_once_and_in_its_time
            }
            company {
                a_provider_reads_back_and_its_domains_are_its_own
                an_identity_belongs_to_one_person_and_a_person_has_one_at_a_provider
                whoever_signs_in_only_there_is_known_until_the_provider_goes
            }
            identity_checks {
                a_check_reads_back_and_is_written_over_the_one_that_was_read
                a_person_has_one_check_at_a_time_and_so_many_a_day
                pictures_are_kept_while_a_check_is_open_and_deleted_with_a_proof
                checks_that_are_late_end_with_their_pictures_and_are_forgotten
                a_second_step_stops_a_check_and_a_password_does_not
                a_session_begins_with_a_check_or_not_at_all
                a_reviewer_has_a_key_while_they_have_the_right
                a_deleted_account_leaves_no_check_and_no_picture
            }
            recovery_plans {
                a_plan_reads_back_and_is_written_over
                somebody_is_trusted_once_they_agreed_and_until_one_of_both_ends_it
                a_recovery_is_found_by_its_cookie_and_written_over_the_one_that_was_read
                a_recovery_that_may_open_an_account_is_listed_however_many_are_begun
                a_session_begins_with_a_recovery_or_not_at_all
                recoveries_are_forgotten_and_those_of_which_parts_are_missing_first
                a_deleted_account_leaves_nothing_prepared_and_is_trusted_no_more
            }
            webhooks {
                a_webhook_is_set_replaced_and_removed_with_what_waits
                a_delivery_is_lent_settled_and_sent_again
                what_was_told_is_forgotten_after_thirty_days
            }
            trusted {
                a_trusted_browser_serves_its_owner_until_it_ends_or_is_forgotten
                no_browser_is_trusted_after_a_new_password_or_the_wish_to_be_asked
            }
            program_keys {
                a_program_key_reads_back_and_is_found_by_its_hash
                program_keys_are_revoked_by_their_owner_one_or_all
            }
            tickets {
                a_ticket_reads_back_as_it_was_made
                a_new_ticket_voids_the_open_ones
                a_ticket_is_taken_once_and_a_second_phone_voids_it
                a_ticket_is_not_taken_after_its_end
                a_phone_goes_in_the_moment_in_which_the_one_that_replaces_it_counts
                the_right_code_activates_phone_and_codes
                a_handover_is_one_of_its_phone_and_apart_from_the_other_tickets
                a_phone_takes_the_place_of_another_in_one_write_and_once
                three_wrong_codes_void_the_ticket_and_remove_the_phone
                a_code_counts_only_for_a_claimed_ticket_of_the_person
                a_void_ticket_takes_its_waiting_phone_along
            }
            factors {
                a_try_is_counted_once_per_revision
                a_step_is_accepted_once_and_no_older_one_after_it
                a_backup_code_is_accepted_once_and_only_of_the_set_that_was_read
                a_credential_reads_back_and_is_activated_once
                a_phones_credential_is_neither_activated_nor_removed_alone
                new_backup_codes_replace_the_old_ones
            }
            people {
                a_password_is_closed_once_and_opened_by_its_sign_in
                the_last_who_stands_for_the_organisation_stays
                people_without_a_second_step_are_found_as_they_are_now
                people_are_found_by_any_part_of_address_or_name_and_nothing_in_it_is_a_pattern
                a_person_reads_back_by_id_and_address
                an_address_is_taken_once_and_the_first_person_is_first
                people_are_listed_by_address_page_by_page
                two_step_is_an_active_phone_or_credential
                a_password_is_changed_only_from_the_one_that_was_read
                locking_ends_all_sessions_and_sign_ins
                a_profile_is_changed
                a_service_is_found_by_its_key_until_it_is_revoked
            }
            sessions {
                a_session_is_found_by_its_cookie_until_its_end
                a_sign_in_becomes_one_session
                nobody_who_is_locked_gets_a_session
                a_renewed_session_has_a_new_cookie_once
                sessions_end_one_by_one_or_all_but_one
                a_sign_in_takes_another_challenge
            }
            contacts {
                an_address_is_proved_once_and_removed_by_its_owner
                somebody_moves_to_an_address_that_nobody_has
                people_are_found_by_number_and_address_that_were_both_proved
                a_picture_reads_back_until_it_is_removed
                what_was_never_proved_is_forgotten_after_a_day
            }
            sms {
                tallies_are_written_together_and_only_over_the_ones_that_were_read
                tallies_are_forgotten_after_a_day
                a_number_is_a_second_step_once_it_was_proved_until_it_is_removed
                a_number_that_was_never_proved_is_forgotten_after_a_day
                a_code_by_sms_counts_once_and_in_its_time
            }
            log {
                entries_follow_each_other_and_are_listed_newest_first
                a_refused_write_leaves_no_entry
                activity_is_listed_page_by_page
                activity_is_listed_by_its_time_whatever_the_order_it_was_written_in
            }
            mails {
                the_log_is_read_on_from_where_it_was_read_to
                how_mail_goes_out_is_kept_changed_and_forgotten
                of_two_that_read_the_log_one_queues
                a_mail_is_lent_until_it_is_over
                a_mail_about_the_same_is_not_made_again_so_soon
                what_was_sent_is_forgotten_after_three_days_and_what_waits_is_not
            }
            races {
                of_many_answers_one_counts
                of_answer_and_withdrawal_one_counts
                of_many_redemptions_one_counts
                of_many_tries_with_one_revision_one_is_counted
                of_many_uses_of_a_step_one_counts
                of_many_phones_with_one_ticket_one_comes_first_and_none_stays
                of_many_first_people_one_is_first
                of_many_asks_one_stays_open
            }
            sweeping {
                what_is_over_goes_and_what_is_open_stays
                an_expiry_is_written_down_and_logged_once
                a_phone_whose_code_was_never_typed_is_removed
                it_can_be_written_to
            }
        }
    };
    ($make:path; $($module:ident { $($check:ident)* })*) => {
        $(mod $module {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $check() {
                $crate::store::suite::$module::$check($make().await).await;
            })*
        })*
    };
}
pub(crate) use suite;
