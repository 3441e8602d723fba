//! Links in answers and notes: an address goes to the browser, a question opens, everything else goes nowhere and says so.

use egui::OutputCommand;
use egui::accesskit::Role;

use super::driver::Driver;

fn opened(driver: &Driver) -> Vec<String> {
    let address = |command: &OutputCommand| if let OutputCommand::OpenUrl(open) = command { Some(open.url.clone()) } else { None };
    driver.commands().iter().filter_map(address).collect()
}

#[test]
fn an_address_is_opened_by_the_browser() {
    let mut driver = Driver::new();
    driver.click(Role::Link, "Registry guide");
    assert_eq!(opened(&driver), ["https://example.com/registry"]);
    driver.expect_open(1);
}

#[test]
fn a_script_is_opened_by_nobody() {
    let mut driver = Driver::new();
    driver.click(Role::Link, "Trap");
    assert_eq!(opened(&driver), [] as [String; 0]);
    driver.expect_part("leads nowhere in this pack");
}

#[test]
fn a_link_in_a_note_opens_its_question() {
    let mut driver = Driver::new();
    driver.write_note_file(2, "See [the saga](../02-data/040.md) and [a file](file:///etc/040.md).");
    driver.open_row("2. What does a registry hold?").press("Preview").click(Role::Link, "a file").expect_open(2);
    driver.expect_part("leads nowhere in this pack").click(Role::Link, "the saga").expect_open(40);
    assert_eq!(opened(&driver), [] as [String; 0]);
}
