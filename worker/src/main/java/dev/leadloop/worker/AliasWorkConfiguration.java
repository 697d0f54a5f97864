package dev.leadloop.worker;

import dev.leadloop.account.alias.AliasMoves;
import dev.leadloop.intent.SignalIntents;
import dev.leadloop.worker.temporal.WorkerSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What aliases and signals change of accounts, looked for again and again; several processes do it side by side. */
@Configuration(proxyBeanMethods = false)
class AliasWorkConfiguration {
  private static final Duration BETWEEN_MOVES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  @Bean
  RepeatingTasks accountAliasTask(AliasMoves moves, WorkerSettings settings) {
    return new RepeatingTasks("account-aliases", settings.enabled(), () -> moves.moveSome() ? Duration.ZERO : BETWEEN_MOVES);
  }

  @Bean
  RepeatingTasks accountIntentTask(SignalIntents intents, WorkerSettings settings) {
    return new RepeatingTasks("account-intent", settings.enabled(), () -> {
      intents.takeSome();
      return BETWEEN_LOOKS;
    });
  }
}
