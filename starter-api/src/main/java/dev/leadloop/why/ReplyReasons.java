package dev.leadloop.why;

import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.lead.LeadId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads out of a lead's answers why it is not mailed for the moment. */
@Component
class ReplyReasons {
  private final ReplyDoubtStore doubts;

  ReplyReasons(ReplyDoubtStore doubts) {
    this.doubts = doubts;
  }

  /** A sentence where an answer may ask to stop and nobody has said yet whether it does. */
  List<Because> of(LeadId lead) {
    List<Doubt> open = doubts.openOf(lead);
    return open.isEmpty()
        ? List.of()
        : List.of(new Because(
            "may-ask-to-stop",
            "No mail: an answer may ask to stop, and nobody has said yet whether it does (answer " + open.getFirst().id() + ")",
            null));
  }
}
