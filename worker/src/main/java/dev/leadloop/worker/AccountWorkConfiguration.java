package dev.leadloop.worker;

import dev.leadloop.account.AccountCounting;
import dev.leadloop.account.AccountMembers;
import dev.leadloop.worker.temporal.WorkerSettings;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done for accounts again and again; several processes do it side by side. */
@Configuration(proxyBeanMethods = false)
class AccountWorkConfiguration {
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_SETTLINGS = Duration.ofSeconds(10);

  @Bean
  RepeatingTasks accountCountTask(
      AccountCounting counting, WorkerSettings settings, @Value("${leadloop.accounts.debounce:30s}") Duration debounce) {
    if (settings.enabled()) {
      counting.gatherFor(debounce);
    }
    return new RepeatingTasks(
        "account-counter", settings.enabled(), () -> counting.countSome() == 0 ? BETWEEN_COUNTS : Duration.ZERO);
  }

  /** There is something to do after an upgrade, and after an alias was named or taken away. */
  @Bean
  RepeatingTasks accountMemberTask(AccountMembers members, WorkerSettings settings) {
    return new RepeatingTasks(
        "account-settler", settings.enabled(), () -> members.settleSome() == 0 ? BETWEEN_SETTLINGS : Duration.ZERO);
  }
}
