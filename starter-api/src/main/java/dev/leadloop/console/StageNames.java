package dev.leadloop.console;

import dev.leadloop.lead.Stage;
import org.springframework.stereotype.Component;

/** What stages are called, for templates. */
@Component
public final class StageNames {
  StageNames() {}

  /** What people call the stage of that label, such as "Handed to sales" for SQL. */
  public String of(String label) {
    return Stage.words(label);
  }
}
