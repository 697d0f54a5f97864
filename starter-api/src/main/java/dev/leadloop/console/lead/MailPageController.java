package dev.leadloop.console.lead;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.PageTimes;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.lead.LeadId;
import dev.leadloop.pages.ContentPolicy;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.view.MailReadStore;
import dev.leadloop.view.MailReadStore.MailRow;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A mail as it was sent: how it looks, shut in a frame, and its text. */
@Controller
class MailPageController extends ConsolePages {
  /** A link that is followed in spite of the frame opens nowhere, since no window may be opened from it. */
  private static final String NOWHERE = "<base target=\"_blank\">";

  private static final String NO_MAIL = "There is no such mail, or what was written in it was not kept. Go back to the lead.";

  private final LeadPageReader reader;
  private final MailReadStore mails;
  private final Clock clock;

  MailPageController(LeadPageReader reader, MailReadStore mails, Clock clock) {
    this.reader = reader;
    this.mails = mails;
    this.clock = clock;
  }

  @GetMapping("/leads/{id}/mails/{mail}")
  String show(@PathVariable String id, @PathVariable String mail, Model model, HttpServletResponse response) {
    LeadRecord lead = reader.known(id);
    UUID sendId = sendId(mail);
    MailRow row = mails.mail(lead.leadId(), sendId).orElseThrow(MailPageController::none);
    RenderedEmail written = written(lead.leadId(), sendId);
    PageTimes times = PageTimes.forReader(reader.zone(id), clock.instant());
    model.addAttribute("leadId", id);
    model.addAttribute("leadName", LeadFacts.name(lead));
    model.addAttribute("mail", SentMails.mail(row, times));
    model.addAttribute("text", written.text());
    model.addAttribute("writtenWith", mails.writtenWith(lead.leadId(), sendId).orElse(null));
    response.setHeader(ContentPolicy.HEADER, ContentPolicy.WITH_FRAME);
    return "lead-mail";
  }

  @GetMapping("/leads/{id}/mails/{mail}/content")
  ResponseEntity<byte[]> content(@PathVariable String id, @PathVariable String mail) {
    RenderedEmail written = written(reader.known(id).leadId(), sendId(mail));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header(ContentPolicy.HEADER, ContentPolicy.MAIL)
        .header("X-Frame-Options", "SAMEORIGIN")
        .header("Referrer-Policy", "no-referrer")
        .body((NOWHERE + written.html()).getBytes(StandardCharsets.UTF_8));
  }

  private RenderedEmail written(LeadId lead, UUID sendId) {
    return mails.written(lead, sendId).orElseThrow(MailPageController::none);
  }

  private static UUID sendId(String mail) {
    try {
      return Optional.of(UUID.fromString(mail)).filter(id -> id.toString().equals(mail)).orElseThrow(MailPageController::none);
    } catch (IllegalArgumentException noId) {
      throw none();
    }
  }

  private static ProblemException none() {
    return Problem.NOT_FOUND.because(NO_MAIL);
  }
}
