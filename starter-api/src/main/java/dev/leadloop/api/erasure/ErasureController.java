package dev.leadloop.api.erasure;

import dev.leadloop.erasure.work.Erasure;
import dev.leadloop.erasure.work.Retention;
import dev.leadloop.erasures.ErasureDesk;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People are forgotten, and told what is known of them. */
@RestController
@Tag(name = "Erasure")
class ErasureController {
  private static final String PATH = "/api/v1/erasures";
  private static final int NEWEST = 200;
  private static final String HOW =
      "The lead becomes a tombstone first, from which nothing starts again; then every feature erases what it holds until each"
          + " has confirmed. What is counted stays without the person. It cannot be undone; ordered again, it is the same one.";

  private final ErasureDesk desk;
  private final Retention retention;
  private final TemporalUi ui;

  ErasureController(ErasureDesk desk, Retention retention, TemporalUi ui) {
    this.desk = desk;
    this.retention = retention;
    this.ui = ui;
  }

  /** Why somebody is to be forgotten. */
  @Schema(name = "Erase", example = "{\"reason\":\"asked_by_person\"}")
  record EraseRequest(
      @NotNull @Schema(description = "a word such as asked_by_person; nothing of the person, since it stays") String reason) {}

  /** Who is to be forgotten, and why. */
  @Schema(name = "EraseAddress", example = "{\"email\":\"kim@example.com\",\"reason\":\"asked_by_person\"}")
  record EraseAddressRequest(@NotNull String email, @NotNull String reason) {}

  /**
   * A place where something of a person is.
   *
   * @param part the feature that answers for it
   * @param place a table, a folder, or a system
   * @param columns those of a table that hold it; * for all
   */
  @Schema(name = "ErasurePlace")
  record PlaceView(String part, String place, List<String> columns, String fate) {}

  /** Some of them, and where people are forgotten. */
  @Schema(name = "ErasureList")
  record ErasuresView(List<ErasureView> erasures, List<PlaceView> places) {}

  /** All that is known of a person. */
  @Schema(name = "KnownOfPerson")
  record PersonView(
      String leadId,
      @Schema(description = "by feature and table, the rows that have something of the person")
      Map<String, Map<String, List<Map<String, Object>>>> known) {}

  @PostMapping("/api/v1/leads/{id}/erase")
  @Operation(
      summary = "Forget a lead's person", description = HOW,
      responses = @ApiResponse(responseCode = "202", description = "It is ordered; its report is where Location says"))
  ResponseEntity<ErasureView> erase(@PathVariable String id, @Valid @RequestBody EraseRequest asked, Caller caller) {
    return ordered(desk.erase(id, asked.reason(), caller));
  }

  @PostMapping(PATH)
  @Operation(
      summary = "Forget whoever has an address",
      description =
          "A lead or not: of an address that no lead has, rows of files, lists and what providers said are erased. " + HOW,
      responses = @ApiResponse(responseCode = "202", description = "It is ordered; its report is where Location says"))
  ResponseEntity<ErasureView> eraseAddress(@Valid @RequestBody EraseAddressRequest asked, Caller caller) {
    return ordered(desk.eraseAddress(asked.email(), asked.reason(), caller));
  }

  private ResponseEntity<ErasureView> ordered(Erasure erasure) {
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", PATH + "/" + erasure.id())
        .body(ErasureView.of(erasure, ui));
  }

  @GetMapping(PATH)
  @Operation(summary = "List erasures", description =
          "The newest two hundred, without what their parts did; and every place where something of a person is, with what"
              + " becomes"
              + " of it there.")
  ErasuresView list() {
    List<PlaceView> places = new ArrayList<>();
    desk.holdings().forEach((part, held) -> held.forEach(one ->
        places.add(new PlaceView(part, one.place(), one.columns().stream().sorted().toList(), one.fate()))));
    return new ErasuresView(desk.newest(NEWEST).stream().map(one -> ErasureView.of(one, ui)).toList(), places);
  }

  @GetMapping(PATH + "/{erasureId}")
  @Operation(summary = "Report an erasure", description = "What was erased where, and what stands still and why.")
  ErasureView show(@PathVariable String erasureId) {
    return ErasureView.of(desk.one(erasureId), ui);
  }

  @GetMapping("/api/v1/leads/{id}/person")
  @Operation(
      summary = "Tell all that is known of a lead's person",
      description = "For whoever asks what is kept of them: by feature, every row that has something of the person.")
  PersonView person(@PathVariable String id) {
    return new PersonView(id, desk.person(id));
  }

  /**
   * What is forgotten by itself, and what would be.
   *
   * @param leadMonths months without anything heard of a lead that nobody works on; 0 for never
   * @param inboundDays days after which the words of answers by mail go; 0 for never
   * @param leads how many leads would be erased now
   * @param inboundMails how many answers would lose their words now
   */
  @Schema(name = "Retention")
  record RetentionView(int leadMonths, int inboundDays, long leads, long inboundMails) {}

  @GetMapping("/api/v1/retention")
  @Operation(
      summary = "Foresee what is forgotten by itself",
      description = "By the settings in force, or by others that are given to be tried; changes nothing.")
  RetentionView retention(
      @RequestParam(required = false) @Min(0) @Max(1_200) @Nullable Integer leadMonths,
      @RequestParam(required = false) @Min(0) @Max(36_500) @Nullable Integer inboundDays) {
    Retention.Rules force = retention.rules();
    Retention.Foreseen foreseen = retention.foresee(new Retention.Rules(
        leadMonths == null ? force.leadMonths() : leadMonths, inboundDays == null ? force.inboundDays() : inboundDays));
    return new RetentionView(
        foreseen.rules().leadMonths(), foreseen.rules().inboundDays(), foreseen.leads(), foreseen.inboundMails());
  }
}
