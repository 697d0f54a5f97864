package dev.leadloop.console;

import dev.leadloop.console.Answering.Choice;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.HandoffTokens.Link;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.InboxVerdict;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.orders.Order;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.Sentence;
import dev.leadloop.view.LeadReadStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What a link of a notice still is good for, and the answers that may be given by it. */
@Component
class HandoffLinks {
  private final HandoffTokens tokens;
  private final HandoffReader handoffs;
  private final RepStore reps;
  private final InboxStore inbox;
  private final LeadReadStore leads;
  private final PolicyCatalog policies;
  private final Clock clock;

  HandoffLinks(
      HandoffTokens tokens,
      HandoffReader handoffs,
      RepStore reps,
      InboxStore inbox,
      LeadReadStore leads,
      PolicyCatalog policies,
      Clock clock) {
    this.tokens = tokens;
    this.handoffs = handoffs;
    this.reps = reps;
    this.inbox = inbox;
    this.leads = leads;
    this.policies = policies;
    this.clock = clock;
  }

  /** What there is behind a link. */
  sealed interface Found {
    /** A handoff that waits for this rep's answer. */
    record Open(Link link, RepStore.Rep rep, HandoffRecord record, List<Disposition> reasons, Page page)
        implements Found {
      Principal principal() {
        return new Principal(rep.manager() ? Principal.Kind.MANAGER : Principal.Kind.REP, rep.id());
      }
    }

    /**
     * Nothing to answer any more.
     *
     * @param good whether that is as the rep wanted it
     * @param page address of the lead's page; null where the link is none of ours
     */
    record Closed(HttpStatus status, boolean good, String title, String message, @Nullable String page)
        implements Found {}
  }

  /**
   * What the page shows beside the record.
   *
   * @param people calls reps by their names
   * @param manager whether to offer another rep
   * @param reps to whom a manager may give it
   */
  record Page(
      PageTimes times,
      People people,
      PageTimes.When deadline,
      List<Choice> reasons,
      boolean manager,
      List<Choice> reps) {}

  /** The id under which an answer by this link is recorded: the inbox takes an id once, so the link acts once. */
  static String eventId(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return "link-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }

  Found look(String token) {
    Link link = tokens.read(token).orElse(null);
    if (link == null) {
      return new Found.Closed(
          HttpStatus.NOT_FOUND, false, "This link does not work",
          "It may have been cut off on its way. Open it from the mail itself, or sign in and look for the lead.", null);
    }
    String page = "/leads/" + link.leadId();
    // The record first: where it shows a handoff that this very link has ended, the answer is found as well.
    HandoffRecord record = handoffs.read(new LeadId(link.leadId()), link.cycle()).orElse(null);
    Optional<InboxVerdict> used = inbox.verdict(new LeadId(link.leadId()), eventId(token));
    if (used.isPresent()) {
      return used(link, used.get(), record, page);
    }
    RepStore.Rep rep = reps.find(link.repId()).filter(RepStore.Rep::active).orElse(null);
    if (link.expired() || rep == null) {
      return new Found.Closed(
          HttpStatus.GONE, false, "This link is no longer good",
          link.expired()
              ? "Links in notices work for " + HandoffTokens.LIFE.toDays() + " days. Sign in to answer on the lead's page."
              : "It was made for someone who is no longer with sales here.",
          page);
    }
    Assignment assignment = record == null ? null : record.assignment();
    if (record == null || assignment == null) {
      return new Found.Closed(
          HttpStatus.GONE, false, "This handoff is over", "The lead is no longer known here.", null);
    }
    return assignment.ended() == null ? open(link, rep, record, assignment) : over(assignment.ended(), page);
  }

  /**
   * The answer that a form gives.
   *
   * @throws dev.leadloop.problem.ProblemException where it lacks something; the link then stays good
   */
  Order order(Found.Open open, String answer, OrderForm form) {
    int cycle = open.link().cycle();
    return switch (answer) {
      case "accept" -> new Order.Accept(cycle, form.words());
      case "reject" -> new Order.Reject(cycle, reason(open, form), form.words());
      case "return" ->
          new Order.Return(cycle, reason(open, form), form.words(), form.fromDay(open.page().times().zone()));
      case "reassign" -> {
        if (!open.rep().manager()) {
          throw Problem.FORBIDDEN.because("Only a manager gives a handoff to another rep; reject it with the reason 'wrong"
              + " person' instead.");
        }
        yield new Order.Reassign(cycle, OrderForm.given(form.toRep()), form.words());
      }
      case String unknown -> throw FieldError.in("answer", "must be accept, reject or return");
    };
  }

  Found.Closed done(Found.Open open, String message) {
    return new Found.Closed(
        HttpStatus.OK, true, "Done", said(message, open.page().times()),
        "/leads/" + open.link().leadId());
  }

  Found.Closed recorded(Found.Open open) {
    return new Found.Closed(
        HttpStatus.ACCEPTED, true, "Your answer is recorded",
        "It counts from now. It is not decided yet; the lead's page shows in a moment what became of it.",
        "/leads/" + open.link().leadId());
  }

  Found.Closed refused(Found.Open open, String message) {
    return new Found.Closed(
        HttpStatus.CONFLICT, false, "Nothing was changed",
        said(message, open.page().times()), "/leads/" + open.link().leadId());
  }

  private String said(String message, PageTimes times) {
    return Sentence.ended(times.inWords(new People(reps.all()).inWords(sentence(message))));
  }

  private Found open(Link link, RepStore.Rep rep, HandoffRecord record, Assignment assignment) {
    PageTimes times = new PageTimes(ZoneId.of(assignment.zone()), clock.instant());
    List<Disposition> reasons =
        leads.current(new LeadId(link.leadId()))
            .map(current -> policies.version(current.view().policyVersion()))
            .orElseGet(policies::latest)
            .dispositions();
    List<Choice> others =
        rep.manager()
            ? reps.all().stream()
                .filter(other -> other.takesLeads(times.now()) && !other.id().equals(assignment.owner()))
                .map(other -> new Choice(other.id(), other.name()))
                .toList()
            : List.of();
    return new Found.Open(
        link, rep, record, reasons,
        new Page(
            times, new People(reps.all()), times.at(assignment.deadline()), AnsweringRules.choices(reasons), rep.manager(),
            others));
  }

  /** Checked before anything is recorded, so that a slip does not use the link up. */
  private static String reason(Found.Open open, OrderForm form) {
    String code = form.chosenReason();
    Disposition reason =
        open.reasons().stream().filter(known -> known.code().equals(code)).findFirst().orElse(null);
    if (reason == null) {
      throw Problem.BAD_REASON.because("Nothing was changed. Choose a reason from the list.");
    }
    if (reason.noteRequired() && form.words() == null) {
      throw Problem.BAD_REASON.because("Nothing was changed. The reason '" + reason.label() + "' needs a note.");
    }
    return code;
  }

  private Found used(Link link, InboxVerdict used, @Nullable HandoffRecord record, String page) {
    Assignment assignment = record == null ? null : record.assignment();
    PageTimes times = new PageTimes(ZoneId.of(assignment == null ? "UTC" : assignment.zone()), clock.instant());
    String when = times.at(used.recordedAt()).relative();
    String came =
        used.verdict() == null
            ? used.failed() == null ? "It is not decided yet." : Sentence.ended("It could not be decided: " + used.failed())
            : Sentence.ended((used.verdict().applied() ? "What came of it: " : "It was not followed: ")
                + used.verdict().message());
    return new Found.Closed(
        HttpStatus.CONFLICT, true, "You have answered already",
        "This link was used " + when + " for handoff " + link.cycle() + ". "
            + times.inWords(new People(reps.all()).inWords(came)),
        page);
  }

  private Found over(Earlier end, String page) {
    PageTimes times = new PageTimes(ZoneId.of("UTC"), clock.instant());
    return new Found.Closed(
        HttpStatus.GONE, false, "This handoff is over",
        "It was " + new People(reps.all()).ended(end) + " " + times.at(end.at()).relative() + ".",
        page);
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1);
  }
}
