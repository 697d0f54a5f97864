package dev.leadloop.imports;

import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.imports.mapping.MappedRow;
import dev.leadloop.imports.mapping.MappedRow.Told;
import dev.leadloop.imports.mapping.MappedRow.ToldPast;
import dev.leadloop.imports.mapping.MappedRow.ToldSignal;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxRow.Ringing;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.InboxStore.EventKey;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.LeadStore;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.imports.ImportActivities;
import dev.leadloop.temporal.imports.ImportProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings staged rows in: a batch is one transaction, so that a row has its lead, its outcome and its count, or none. Where
 * one row makes it fail, each is brought in by itself, and that one is reported.
 */
public final class ImportBatches implements ImportActivities {
  private static final int ROWS = 500;
  private static final String UNCHANGED = "UNCHANGED";
  /** What a lead's past is called in the history, where it waits. */
  private static final String PAST = "past told";
  private static final int BACKLOG_COUNTED = 5_000;
  private static final String CANNOT_BE_STORED =
      "The row could not be stored, and the others were. The log of the workers says why; tell who looks after it.";
  private static final Logger LOG = LoggerFactory.getLogger(ImportBatches.class);

  private final ImportStore store;
  private final LeadIntake intake;
  private final LeadStore leads;
  private final InboxStore inbox;
  private final NamesInForce names;
  private final TransactionTemplate transaction;
  private final TransactionTemplate nested;

  public ImportBatches(
      ImportStore store,
      LeadIntake intake,
      LeadStore leads,
      InboxStore inbox,
      NamesInForce names,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.intake = intake;
    this.leads = leads;
    this.inbox = inbox;
    this.names = names;
    this.transaction = new TransactionTemplate(transactions);
    this.nested = new TransactionTemplate(transactions);
    this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public ImportProgress importBatch(String importId) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> batch(importId, this::together)));
    } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException nobodysFault) {
      throw nobodysFault;
    } catch (RuntimeException oneRows) {
      if (ActivityFailures.meant(oneRows)) {
        throw oneRows;
      }
      LOG.warn("Import {}: a batch failed and is brought in row by row", importId, oneRows);
      return Objects.requireNonNull(transaction.execute(status -> batch(importId, this::oneByOne)));
    }
  }

  private List<SettledRow> together(ImportJob job, List<StagedRow> rows) {
    return new Batch(job).settle(rows);
  }

  private List<SettledRow> oneByOne(ImportJob job, List<StagedRow> rows) {
    List<SettledRow> settled = new ArrayList<>();
    for (StagedRow row : rows) {
      try {
        settled.addAll(Objects.requireNonNull(nested.execute(status -> alone(job, row))));
      } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
        throw away;
      } catch (RuntimeException broken) {
        LOG.error("Import {}: line {} cannot be stored", job.importId(), row.line(), broken);
        settled.add(SettledRow.failed(row.line(), null, CANNOT_BE_STORED));
      }
    }
    return settled;
  }

  /** Written down at once: the next row is held against it. */
  private List<SettledRow> alone(ImportJob job, StagedRow row) {
    List<SettledRow> settled = new Batch(job).settle(List.of(row));
    store.settle(job.importId(), settled);
    return settled;
  }

  @Override
  public void stopImport(String importId) {
    store.stop(importId);
  }

  private ImportProgress batch(String importId, BiFunction<ImportJob, List<StagedRow>, List<SettledRow>> bringIn) {
    ImportJob job = store.lock(importId).orElseThrow(() -> unknown(importId));
    if (job.state() == ImportJob.State.DONE) {
      return progress(job);
    }
    List<StagedRow> rows = store.waiting(importId, ROWS);
    List<SettledRow> settled = bringIn.apply(job, rows);
    store.settle(importId, settled);
    int warned = (int) settled.stream().filter(row -> !row.warnings().isEmpty()).count();
    return progress(store.count(importId, counts(settled), warned));
  }

  private ImportProgress progress(ImportJob job) {
    ImportJob.Counts counts = job.counts();
    int backlog = job.state() == ImportJob.State.DONE ? 0 : store.backlog(BACKLOG_COUNTED);
    return new ImportProgress(
        counts.total(), counts.done(), counts.created(), counts.merged(), counts.unchanged(), counts.failed(), backlog);
  }

  private static RuntimeException unknown(String importId) {
    return ActivityFailures.forGood(
        "There is no import '" + importId + "'. Send its file to POST /api/v1/imports first.", UNKNOWN_IMPORT);
  }

  private static ImportJob.Counts counts(List<SettledRow> rows) {
    Map<String, Integer> by = new HashMap<>();
    rows.forEach(row -> by.merge(row.outcome(), 1, Integer::sum));
    return new ImportJob.Counts(
        0, rows.size(), by.getOrDefault("CREATED", 0), by.getOrDefault("MERGED", 0), by.getOrDefault(UNCHANGED, 0),
        by.getOrDefault("FAILED", 0));
  }

  /** The rows of one transaction. */
  private final class Batch {
    private final String importId;
    private final Principal by;
    private final ImportMapping mapping;
    private final RowMapper mapper;
    private final List<SettledRow> settled = new ArrayList<>();
    /** Lines that say again what an earlier row says, by its key. */
    private final Map<String, List<Integer>> repeats = new HashMap<>();

    Batch(ImportJob job) {
      this.importId = job.importId();
      this.by = job.createdBy();
      this.mapping = MappingReader.read(job.mapping());
      this.mapper = new RowMapper(mapping, new Header(job.header()), job.createdAt(), names.newest());
    }

    List<SettledRow> settle(List<StagedRow> rows) {
      List<NewRow> told = new ArrayList<>();
      for (StagedRow row : rows) {
        switch (mapper.map(row.cells())) {
          case MappedRow.Broken broken ->
              settled.add(SettledRow.failed(row.line(), broken.column(), broken.reason()));
          case Told found -> told.add(new NewRow(row.line(), found));
        }
      }
      takeIn(withoutSeen(told));
      return settled;
    }

    /**
     * A row that was seen before is unchanged, and so is one that says again what an earlier row of the batch says. One that
     * takes an earlier row's person for another fails.
     */
    private List<NewRow> withoutSeen(List<NewRow> told) {
      Map<String, String> seen = store.seen(told.stream().map(row -> row.told().key()).toList());
      SameFile file = new SameFile(store, leads, importId, told.stream().map(NewRow::told).toList());
      Set<String> here = new HashSet<>();
      List<NewRow> fresh = new ArrayList<>();
      for (NewRow row : told) {
        String key = row.told().key();
        String lead = seen.get(key);
        Optional<String> fault = lead == null ? file.fault(row.line(), row.told()) : Optional.empty();
        if (fault.isPresent()) {
          settled.add(SettledRow.failed(row.line(), mapper.columnOf(LeadFields.EXTERNAL_ID), fault.get()));
        } else if (lead != null) {
          file.note(row.line(), row.told());
          settled.add(SettledRow.in(row.line(), UNCHANGED, lead, null, row.told()));
        } else if (here.add(key)) {
          fresh.add(row);
        } else {
          repeats.computeIfAbsent(key, k -> new ArrayList<>()).add(row.line());
        }
      }
      return fresh;
    }

    private void takeIn(List<NewRow> rows) {
      List<Intake> answers = intake.intakeAll(rows.stream().map(this::request).toList());
      List<InboxRow> engagement = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (answers.get(i) instanceof Intake.Accepted accepted) {
          engagement.addAll(events(accepted, rows.get(i).told()));
        }
      }
      Set<EventKey> told = inbox.appendAll(engagement);
      for (int i = 0; i < rows.size(); i++) {
        settle(rows.get(i), answers.get(i), told);
      }
    }

    private IntakeRequest request(NewRow row) {
      ToldPast past = row.told().past();
      return new IntakeRequest(
          row.told().details(), by, null, !mapping.handoff(), row.told().touchedAt(), past == null ? null : past.until())
          .bringingBack(mapping.bringBack());
    }

    /** A new lead is called for its entry, which is stored with them; a known one for the first that is new. */
    private List<InboxRow> events(Intake.Accepted accepted, Told told) {
      Ringing ringing = accepted.outcome() == Intake.Outcome.CREATED ? Ringing.QUIET : Ringing.ALONG;
      List<InboxRow> events = new ArrayList<>();
      ToldPast past = told.past();
      if (past != null) {
        events.add(new InboxRow(
            accepted.lead(), past.eventId(), PAST, past.until(), by, new EventBody.PastTold(past.steps()), null, ringing));
      }
      for (ToldSignal signal : told.signals()) {
        events.add(new InboxRow(
            accepted.lead(), signal.eventId(), signal.type(), signal.occurredAt(), by,
            new EventBody.Engaged(signal.type(), Map.of(), !mapping.handoff()), null, ringing));
      }
      return events;
    }

    private void settle(NewRow row, Intake answer, Set<EventKey> told) {
      switch (answer) {
        case Intake.Accepted accepted -> {
          Intake.Outcome outcome = accepted.outcome();
          if (outcome == Intake.Outcome.UNCHANGED && toldSomething(row, accepted.lead(), told)) {
            outcome = Intake.Outcome.MERGED;
          }
          settled(row, outcome.name(), accepted.lead());
        }
        case Intake.IdentityConflict conflict -> failed(row, null,
            "The e-mail address belongs to one known lead and the external id to another; correct one of them.");
        case Intake.Forgotten forgotten -> failed(row, null, SettledRow.FORGOTTEN);
        case Intake.Invalid invalid when row.told().past() != null && invalid.field().equals(IntakeRequest.HISTORY) ->
            failed(row, row.told().past().column(), invalid.message());
        case Intake.Invalid invalid -> failed(
            row, mapper.columnOf(invalid.field()), RowMapper.sentence(invalid.field(), invalid.message()));
        case Intake.KeyReused reused -> throw new IllegalStateException("An import uses no idempotency keys");
      }
    }

    private static boolean toldSomething(NewRow row, LeadId lead, Set<EventKey> told) {
      ToldPast past = row.told().past();
      return past != null && told.contains(new EventKey(lead, past.eventId()))
          || row.told().signals().stream().anyMatch(signal -> told.contains(new EventKey(lead, signal.eventId())));
    }

    private void settled(NewRow row, String outcome, LeadId lead) {
      String key = row.told().key();
      settled.add(SettledRow.in(row.line(), outcome, lead.value(), key, row.told()));
      repeats.getOrDefault(key, List.of())
          .forEach(line -> settled.add(SettledRow.in(line, UNCHANGED, lead.value(), null, row.told())));
    }

    private void failed(NewRow row, @Nullable String column, String reason) {
      settled.add(SettledRow.failed(row.line(), column, reason));
      repeats.getOrDefault(row.told().key(), List.of())
          .forEach(line -> settled.add(SettledRow.failed(line, column, reason)));
    }
  }

  private record NewRow(int line, Told told) {}
}
