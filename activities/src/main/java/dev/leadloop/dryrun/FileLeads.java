package dev.leadloop.dryrun;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.imports.FileRows;
import dev.leadloop.imports.mapping.MappedRow;
import dev.leadloop.imports.mapping.MappedRow.Told;
import dev.leadloop.imports.mapping.MappedRow.ToldPast;
import dev.leadloop.imports.mapping.MappedRow.ToldSignal;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.record.ExternalId;
import dev.leadloop.simulation.PlayedLead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The leads of a file, read as an import reads them. A row of a lead that an earlier row told of is left out: an import would
 * lay it over the earlier one.
 */
public final class FileLeads implements LeadSource {
  private static final Principal IMPORTER = new Principal(Principal.Kind.MARKETING, "dry-run");
  private static final int MOST_FAULTS = 100;

  private final FileRows rows;
  private final Engagement engagement;
  private final Instant from;
  private final Instant until;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private boolean addresses = true;
  private int broken;
  private int repeated;

  /** What is wrong with a row. */
  public record Fault(int line, @Nullable String column, String reason) {}

  /** Those of rows that were opened; they are as if imported when the clock begins. */
  public FileLeads(FileRows rows, Engagement engagement, Instant from, Instant until) {
    this.rows = rows;
    this.engagement = engagement;
    this.from = from;
    this.until = until;
  }

  /** The same, with leads called by their lines alone and no word of a cell: what is kept of them holds nothing of a person. */
  public FileLeads withoutAddresses() {
    addresses = false;
    return this;
  }

  @Override
  public List<PlayedLead> next(int most) {
    List<PlayedLead> leads = new ArrayList<>(most);
    while (leads.size() < most) {
      Optional<FileRows.Row> row = rows.next();
      if (row.isEmpty()) {
        break;
      }
      switch (row.get().row()) {
        case MappedRow.Broken fault -> broken(row.get().line(), fault);
        case Told told -> {
          if (isNew(told.details())) {
            leads.add(lead(row.get().line(), told));
          } else {
            repeated++;
          }
        }
      }
    }
    return leads;
  }

  /** The first {@value #MOST_FAULTS} rows that cannot be taken, and why. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (broken > 0) {
      Fault first = faults.getFirst();
      remarks.add(broken + (broken == 1 ? " row" : " rows") + " of the file cannot be taken and " + (broken == 1 ? "is" : "are")
          + " left out; the first is line " + first.line() + (addresses ? ": " + first.reason() : ""));
    }
    if (repeated > 0) {
      remarks.add(repeated + (repeated == 1 ? " row tells" : " rows tell") + " of a lead that an earlier row told of, and "
          + (repeated == 1 ? "is" : "are") + " left out; an import would lay such rows over the earlier one.");
    }
    return remarks;
  }

  private void broken(int line, MappedRow.Broken fault) {
    broken++;
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(line, fault.column(), fault.reason()));
    }
  }

  private boolean isNew(LeadDetails details) {
    String address = EmailAddresses.normalise(details.email()).orElse(null);
    ExternalId id = details.externalId();
    boolean fresh = address == null || known.add(address);
    return (id == null || known.add(id.system() + '\n' + id.id())) && fresh;
  }

  private PlayedLead lead(int line, Told told) {
    boolean replay = engagement == Engagement.REPLAY;
    Instant came = replay ? came(told) : from;
    LeadDetails details = told.details();
    LeadState state = LeadState.undecided(new LeadId("line-" + line), profile(details).knownSince(came));
    return PlayedLead.coming(name(line, details), state, events(told, came, replay));
  }

  /** The lead comes as the file says, or as it first does something; who came before is there when the clock begins. */
  private Instant came(Told told) {
    Instant came = told.touchedAt();
    for (ToldSignal signal : told.signals()) {
      if (!signal.occurredAt().equals(rows.importedAt()) && (came == null || signal.occurredAt().isBefore(came))) {
        came = signal.occurredAt();
      }
    }
    return came == null || came.isBefore(from) ? from : came;
  }

  private List<LeadEvent> events(Told told, Instant came, boolean replay) {
    boolean imported = !rows.mapping().handoff();
    List<LeadEvent> events = new ArrayList<>();
    boolean old = replay ? told.touchedAt() != null && told.touchedAt().isBefore(from) : true;
    Instant touched = told.touchedAt() == null ? came : told.touchedAt();
    events.add(event(1, "entered", touched.isAfter(came) ? came : touched, came,
        new EventBody.Entered(told.details().touch().source(), old && imported)));
    past(told.past(), came).ifPresent(past -> events.add(
        event(2, "past", past.steps().stream().map(PastStep::at).max(Instant::compareTo).orElse(came), came, past)));
    for (ToldSignal signal : told.signals()) {
      boolean timeless = signal.occurredAt().equals(rows.importedAt());
      Instant at = timeless ? came : signal.occurredAt();
      Instant recorded = replay && at.isAfter(came) ? at : came;
      if (recorded.isBefore(until)) {
        boolean before = !replay || at.isBefore(from);
        events.add(event(events.size() + 2, signal.eventId(), at.isAfter(recorded) ? recorded : at, recorded,
            new EventBody.Engaged(signal.type(), Map.of(), before && imported)));
      }
    }
    return events;
  }

  /** What is told of its life from after it came is not of its past. */
  private static Optional<EventBody.PastTold> past(@Nullable ToldPast past, Instant came) {
    if (past == null) {
      return Optional.empty();
    }
    List<PastStep> steps = past.steps().stream().filter(step -> !step.at().isAfter(came)).toList();
    return steps.isEmpty() ? Optional.empty() : Optional.of(new EventBody.PastTold(steps));
  }

  private static LeadEvent event(long row, String id, Instant occurredAt, Instant recordedAt, EventBody body) {
    return new LeadEvent(row, id, occurredAt, recordedAt, IMPORTER, body);
  }

  private static LeadProfile profile(LeadDetails details) {
    String key = EmailAddresses.normalise(details.email()).orElse(null);
    LeadDetails.Facts facts = details.facts();
    LeadDetails.Touch touch = details.touch();
    return new LeadProfile(
        key != null, MailDomains.ofAddress(key).kind(), facts.title(),
        new Company(facts.company(), facts.companySize(), facts.industry()), facts.country(), facts.timeZone(),
        new FirstTouch(touch.source(), touch.campaign(), touch.content()), facts.answers(),
        MailConsent.of(details.consent().get("status"), false))
        .withEmailDomain(key == null ? null : MailDomains.domainOf(key));
  }

  private String name(int line, LeadDetails details) {
    ExternalId id = details.externalId();
    if (addresses && details.email() != null) {
      return details.email();
    }
    return !addresses || id == null ? "line " + line : id.id();
  }
}
