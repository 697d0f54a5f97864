package dev.leadloop.console.measures;

import dev.leadloop.console.People;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.lead.Stage;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policyfile.PolicyCatalog;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Values of cuts as people know them: reps by their names, reasons by their labels. */
@Component
class CutWords {
  private final RepStore reps;
  private final TeamStore teams;
  private final PolicyCatalog policies;

  CutWords(RepStore reps, TeamStore teams, PolicyCatalog policies) {
    this.reps = reps;
    this.teams = teams;
    this.policies = policies;
  }

  /** The words of one page. */
  record Known(People people, Map<String, String> teams, Map<String, String> reasons) {
    String told(Cut cut, String value) {
      return switch (cut) {
        case REP -> people.rep(value);
        case TEAM -> teams.getOrDefault(value, value);
        case REASON -> reasons.getOrDefault(value, words(value));
        case ENDED -> words(value);
        case STAGE, TO -> Stage.words(value);
        case SOURCE, CAMPAIGN, CONTENT, CHANNEL, PATH, INDUSTRY, SIZE, SEGMENT, TERRITORY, POLICY, QUALIFICATION, CLASS,
            SEQUENCE, VERSION, STEP, ARM, MONTH, WEEK -> value;
      };
    }
  }

  Known known() {
    return new Known(
        new People(reps.all()), teams.all().stream().collect(Collectors.toMap(Team::id, Team::name)),
        policies.latest().dispositions().stream().collect(
            Collectors.toMap(Disposition::code, Disposition::label, (one, other) -> one)));
  }

  /** A cut's name as a head of a table. */
  static String named(Cut cut) {
    return cut == Cut.CLASS ? "answer time class" : cut.called().replace('_', ' ');
  }

  private static String words(String code) {
    return code.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
