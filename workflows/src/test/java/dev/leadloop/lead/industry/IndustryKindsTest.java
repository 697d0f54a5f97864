package dev.leadloop.lead.industry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What businesses call themselves, and words that mean another industry than most with such an end. */
class IndustryKindsTest {
  /** Banks, merchants and farms of other kinds than most, and controls that stay what they are. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Blood bank | health care", "Sperm bank | health care", "Banque du sang | health care", "Blutbank | health care",
      "Food bank | nonprofit", "Food banks | nonprofit", "Voedselbank | nonprofit", "Banco de alimentos | nonprofit",
      "River bank restoration | environmental services", "Data bank | data and analytics", "Gene bank | research",
      "Job bank | human resources", "Bottle bank | waste management", "Image bank | online media",
      "Bank | banking", "Private bank | banking", "Savings bank | banking", "Merchant bank | banking", "Hausbank | banking",
      "Merchant banking | banking", "Banco | banking", "Privatbank | banking", "Banks & food | banking, food and beverages",
      "Wine merchant | food and beverages, wholesale", "Merchant services | fintech", "Merchant navy | maritime",
      "Broker-dealer | capital markets", "Wind farm operator | renewable energy", "Solar farm | renewable energy",
      "Windpark | renewable energy", "Server farm | it services", "Render farm | it services", "Tank farm | warehousing",
      "Fish farm | fishery", "Farm | farming", "Organic farm | farming", "Pig farm | farming", "Farms | farming"})
  void banksMerchantsAndFarmsAreNotAllOfOneKind(String written, String industries) {
    IndustryFound found = Industries.read(written);
    assertThat(String.join(", ", found.named())).isEqualTo(industries);
    if (!industries.contains("banking") && !industries.contains("fintech") && !industries.contains("capital")) {
      assertThat(found.is("finance")).isFalse();
    }
    if (!industries.contains("farming") && !industries.contains("fishery")) {
      assertThat(found.is("agriculture")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Wine merchant | food and beverages | manufacturing", "Wine and spirits merchants | food and beverages | manufacturing",
      "Coal merchant | wholesale | mining", "Plumbing merchant | specialty trade contractors | construction",
      "Timber merchant | paper and wood | manufacturing", "Steel trader | metals | manufacturing",
      "Furniture dealer | furniture | manufacturing", "Weinhändler | retail | manufacturing"})
  void whatIsDealtInIsNotOfItsSector(String written, String industry, String sector) {
    IndustryFound found = Industries.read(written);
    assertThat(found.all()).contains(industry).doesNotContain(sector).containsAnyOf("wholesale", "retail");
  }

  @Test
  void aDairyFarmIsAFarm() {
    assertThat(Industries.read("Dairy farm").all()).contains("farming", "agriculture");
    assertThat(Industries.read("Dairy farming").named()).containsExactly("farming");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Rückversicherer | insurance", "Rueckversicherer | insurance", "Assureur | insurance",
      "Lebensversicherer | insurance", "Mutual fund company | investment management", "Möbelhaus | retail",
      "Chemiewerk | chemicals", "Stahlwerk | metals", "Zementwerke | building materials", "Kraftwerk | electric power",
      "Notariat | legal services", "Marktforschungsinstitut | market research", "Kreditinstitut | banking",
      "Wachdienst | security services", "Messebau | events", "Agence immobilière | real estate",
      "Hausverwaltung | real estate", "Vermögensverwaltung | investment management", "Constructora | construction",
      "Ölraffinerie | oil and gas", "Oil refinery | oil and gas", "Sugar refinery | food and beverages",
      "Müllabfuhr | waste management", "Goldmine | mining", "Gold mine | mining", "Bauernhof | farming",
      "Dachdecker | specialty trade contractors", "Hotelkette | hotels", "Supermarktkette | supermarkets",
      "Pizzeria | restaurants", "Stadtverwaltung | public sector", "Kommunalverwaltung | public sector",
      "Kinderheim | nursing and residential care", "Forstbetrieb | forestry", "Handwerksbetrieb | specialty trade contractors",
      "Hair salon | consumer services", "Funeral home | consumer services", "Football club | sports and recreation",
      "Fußballverein | sports and recreation", "Gartenverein | nonprofit", "Plant nursery | farming",
      "Day nursery | social services", "Baumschule | farming",
      "Grundschule | primary and secondary education", "Fahrschule | professional training"})
  void whatBusinessesCallThemselves(String written, String industry) {
    assertThat(Industries.read(written).named()).containsExactly(industry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Netzwerk", "Feuerwerk", "Vitamine", "Nachrichtendienst", "Examine"})
  void whatOnlyEndsLikeOneIsNone(String written) {
    assertThat(Industries.read(written).named()).isEmpty();
  }
}
