package dev.leadloop.policyfile.check;

import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules for companies that no company ever fulfils. */
final class CompanySigns implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    List<Problem> found = new ArrayList<>();
    List<AccountRule> rules = policy.account().rules();
    for (int i = 0; i < rules.size(); i++) {
      String why = neverSeen(rules.get(i));
      if (why != null) {
        found.add(lines.at("the rule '" + rules.get(i).id() + "' never fires: " + why, "account", "rules", i, "when"));
      }
    }
    return found;
  }

  /** Why no company fulfils a rule; null where one may. */
  static @Nullable String neverSeen(AccountRule rule) {
    return rule.signs().stream().map(CompanySigns::neverSeen).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable String neverSeen(Sign sign) {
    return switch (sign) {
      case Sign.AskedByOthers asked -> {
        int most = CompanyCount.mostTold((int) asked.types().stream().distinct().count());
        yield asked.atLeast() > most
            ? "of these signals no more than " + most + " are told of a company; ask for as many at most" : null;
      }
      case Sign.RolesActive roles -> {
        long most = roles.of().stream().distinct().count();
        yield !roles.of().isEmpty() && roles.atLeast() > most ? "it names no more than " + most + " roles" : null;
      }
      case Sign.PeopleActive ignored -> null;
      case Sign.IntentSurge ignored -> null;
    };
  }
}
