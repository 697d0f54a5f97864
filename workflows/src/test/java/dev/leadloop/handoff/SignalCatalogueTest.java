package dev.leadloop.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.handoff.BantFinding.Part;
import dev.leadloop.handoff.Engagement.Kind;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalCatalogueTest {
  private static String parts(String type) {
    return Arrays.stream(Part.values())
        .filter(part -> SignalCatalogue.shows(type, part))
        .map(part -> part.name().substring(0, 1))
        .collect(Collectors.joining());
  }

  /** The letters are those of the questions: budget, authority, need, timeline. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo_requested | REQUESTED | N | %s and offer two times for a demo.",
        "consultation_requested | REQUESTED | N | %s and offer two times for the consultation they asked for.",
        "meeting_requested | REQUESTED | T | %s and settle the time of the meeting.",
        "contact_sales | REQUESTED | '' | %s now: they asked to hear from you.",
        "pricing_requested | REQUESTED | B"
            + " | %s with the price for a company of their size, and offer to go through it together.",
        "proposal_requested | REQUESTED | BT | %s to agree on what the proposal is to cover, then send it.",
        "trial_started | TRIED | N | %s and help with the first step of the trial.",
        "contract_question | REQUESTED | BAT | %s with the answer to their question about the contract.",
        "security_question | REQUESTED | A | %s with the answer to their question about security.",
        "integration_question | REQUESTED | N | %s with the answer to their question about integrations.",
        "onboarding_question | REQUESTED | T | %s with the answer to their question about the start.",
        "calculator_used | TRIED | B |",
        "stakeholder_added | OTHER | '' |",
        "intent_surge | OTHER | '' |",
        "comparison_guide_download | DOWNLOADED | N |",
        "product_event | TRIED | N |"
      })
  void listedTypeHasAKindWhatItPointsToAndWhatItAsks(String type, Kind kind, String parts, @Nullable String action) {
    assertThat(SignalCatalogue.kind(type)).isEqualTo(kind);
    assertThat(parts(type)).isEqualTo(parts);
    assertThat(SignalCatalogue.action(type)).isEqualTo(action);
  }

  @Test
  void typeNobodyListedPointsToNothingAndGoesByItsName() {
    assertThat(parts("moon_landing_view")).isEmpty();
    assertThat(SignalCatalogue.action("moon_landing_view")).isNull();
    assertThat(SignalCatalogue.kind("moon_landing_view")).isEqualTo(Kind.VIEWED);
    assertThat(SignalCatalogue.mere("moon_landing_view")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"email_open", "session_start", "page_view", "time_on_page"})
  void whatMachinesAndPassersByDoIsMere(String type) {
    assertThat(SignalCatalogue.mere(type)).isTrue();
  }

  @Test
  void openedMailAndWhatOthersTellSayNothingOfAColleague() {
    assertThat(SignalCatalogue.untoldOfColleagues())
        .containsExactlyInAnyOrder("email_open", "stakeholder_added", "intent_surge");
  }
}
