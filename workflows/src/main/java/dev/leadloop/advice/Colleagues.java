package dev.leadloop.advice;

import dev.leadloop.account.count.CompanyPerson;
import dev.leadloop.advice.CompanyAround.Colleague;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.title.JobTitle;
import dev.leadloop.lead.title.Role;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people of a company come to by what they do, each decided by the rules of a lead's life. */
final class Colleagues {
  private static final SalesDesk NOBODY = new SalesDesk(true, List.of());
  private static final long FIRST_ROW = 1L << 41;
  /** Of two who are worth as much the one who was active last comes first: it may be the other. */
  private static final Duration LATER = Duration.ofSeconds(1);

  private final CompanyAround around;
  private final LeadProfile lead;
  private final Instant now;
  private final Map<List<Object>, CompanyPerson> found = new HashMap<>();

  /**
   * For the company of one lead.
   *
   * @param lead whom somebody new may be like
   */
  Colleagues(CompanyAround around, LeadProfile lead, Instant now) {
    this.around = around;
    this.lead = lead;
    this.now = now;
  }

  /** A job title by which somebody leads nobody and has that role; null where none is read so. */
  static @Nullable String title(String role) {
    String capital = role.length() <= 2 ? role.toUpperCase(Locale.ROOT)
        : role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
    return Stream.of(capital + " Specialist", capital, "Assistant to the CEO", "Professor")
        .filter(title -> {
          Role read = JobTitle.read(title).role();
          return read != null && read.label().equals(role);
        })
        .findFirst()
        .orElse(null);
  }

  /**
   * Somebody new by what that one did.
   *
   * @param alike whether all that is known of the lead's company is known of this one too, else nothing is
   * @param number tells one from another
   */
  CompanyPerson newcomer(boolean alike, @Nullable String role, List<String> does, int number) {
    CompanyPerson one = found.computeIfAbsent(List.of(alike, String.valueOf(role), does), key -> {
      String title = role == null ? null : title(role);
      Company company = alike ? lead.company() : new Company(lead.company().name(), null, null);
      EmailKind kind = lead.emailKind() == EmailKind.NONE ? EmailKind.BUSINESS : lead.emailKind();
      LeadProfile profile = new LeadProfile(true, kind, title, company, alike ? lead.country() : null, null, FirstTouch.UNKNOWN,
          Map.of(), MailConsent.UNKNOWN).knownSince(now).withEmailDomain(lead.emailDomain());
      List<LeadEvent> events = new ArrayList<>();
      events.add(event(0, new EventBody.Entered(null, false)));
      LeadState state = LeadState.undecided(new LeadId("next-step-newcomer"), profile);
      return person(lived(state, events, does, around.policy()), role, false, does, null);
    });
    return new CompanyPerson("zz-next-step-" + number, one.role(), one.stage(), one.suppressed(), one.givenBack(), one.score(),
        one.fit(), one.lastActive());
  }

  /** One whom we know by what that one did now. */
  CompanyPerson known(Colleague colleague, CompanyPerson before, List<String> does) {
    return found.computeIfAbsent(List.of(before.leadId(), does), key -> person(
        lived(colleague.state(), new ArrayList<>(), does, colleague.policy()), before.role(), before.suppressed(), does,
        before.lastActive()));
  }

  private LeadState lived(LeadState state, List<LeadEvent> events, List<String> does, LeadPolicy policy) {
    for (String type : does) {
      events.add(event(events.size(), new EventBody.Engaged(type, Map.of(), false)));
    }
    return LeadLifecycle.decide(state, events, policy, NOBODY, now).next();
  }

  private LeadEvent event(int number, EventBody body) {
    return new LeadEvent(FIRST_ROW + number, "next-step-of-another-" + number, now, now, Principal.SYSTEM, body);
  }

  private CompanyPerson person(
      LeadState then, @Nullable String role, boolean suppressed, List<String> does, @Nullable Instant before) {
    LeadProgress progress = Objects.requireNonNull(then.progress());
    boolean active = does.stream().anyMatch(around.company().rules().activity()::contains);
    return new CompanyPerson(then.leadId().value(), role, progress.stage(), suppressed, progress.recycling().gate() != null,
        progress.qualification().score().score(), progress.qualification().score().fit(), active ? now.plus(LATER) : before);
  }
}
