package dev.leadloop.dryrun;

import dev.leadloop.simulation.PlayedLead;
import java.util.List;

/** Where the leads of a dry run come from, a portion at a time. */
public interface LeadSource {
  /** The next leads, at most so many; none at the end. */
  List<PlayedLead> next(int most);

  /** What is to be said of those that are left out, once all were read; a sentence each. */
  List<String> remarks();
}
