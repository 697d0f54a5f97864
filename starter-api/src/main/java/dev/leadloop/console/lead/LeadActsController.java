package dev.leadloop.console.lead;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.OrderForm;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.orders.Order;
import dev.leadloop.person.AddressDesk;
import dev.leadloop.person.FactDesk;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.security.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What marketing and managers order for a lead on its page, besides what is answered for sales. */
@Controller
class LeadActsController extends ConsolePages {
  private final LeadPageReader reader;
  private final LeadPageAnswers answers;
  private final AddressDesk addresses;
  private final FactDesk facts;
  private final MessageSource words;

  LeadActsController(
      LeadPageReader reader, LeadPageAnswers answers, AddressDesk addresses, FactDesk facts, MessageSource words) {
    this.reader = reader;
    this.answers = answers;
    this.addresses = addresses;
    this.facts = facts;
    this.words = words;
  }

  @PostMapping("/leads/{id}/nurture")
  ModelAndView nurture(
      @PathVariable String id, OrderForm form, @RequestParam(defaultValue = "false") boolean again, Caller caller,
      RedirectAttributes after) {
    return answers.give(
        id, "nurture", "nurture", () -> new Order.StartNurture(OrderForm.given(form.sequence()), again), form, caller, after);
  }

  @PostMapping("/leads/{id}/reopen")
  ModelAndView reopen(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.give(
        id, "reopen", "reopen", () -> new Order.Reopen(OrderForm.word(form.reason()), form.words()), form, caller, after);
  }

  @PostMapping("/leads/{id}/suppress")
  ModelAndView suppress(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.act(id, "suppress", form, caller, after, () -> {
      String email = address(reader.known(id));
      return addresses.suppress(email, OrderForm.word(form.reason()), caller)
          ? said("lead.did.suppress", email) : said("lead.did.suppress.before", email);
    });
  }

  @PostMapping("/leads/{id}/lift")
  ModelAndView lift(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.act(id, "lift", form, caller, after, () -> {
      String email = address(reader.known(id));
      return addresses.lift(email, OrderForm.orEmpty(form.reason()), caller)
          ? said("lead.did.lift", email) : said("lead.did.lift.before", email);
    });
  }

  @PostMapping("/leads/{id}/enrich")
  ModelAndView enrich(@PathVariable String id, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.act(id, "enrich", form, caller, after, () -> {
      facts.askAnew(reader.known(id));
      return said("lead.did.enrich");
    });
  }

  /** Facts as the form has them; what is left empty stays as it is. */
  record CorrectionForm(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String title,
      @Nullable String company,
      @Nullable String phone,
      @Nullable String country,
      @Nullable String timeZone) {

    LeadDetails.Facts facts() {
      Map<String, String> answers = new HashMap<>();
      String number = OrderForm.given(phone);
      if (number != null) {
        answers.put("phone", number);
      }
      return new LeadDetails.Facts(firstName, lastName, company, title, null, null, country, timeZone, answers);
    }
  }

  @PostMapping("/leads/{id}/correct")
  ModelAndView correct(
      @PathVariable String id, CorrectionForm sent, OrderForm form, Caller caller, RedirectAttributes after) {
    return answers.act(id, "correct", form, caller, after, () -> {
      facts.correct(reader.known(id), sent.facts(), caller);
      return said("lead.did.correct");
    });
  }

  private static String address(LeadRecord lead) {
    String email = lead.emailKey();
    if (email == null) {
      throw Problem.REFUSED.because("This lead has no address, so no mail goes to it.");
    }
    return email;
  }

  private String said(String key, Object... about) {
    return words.getMessage(key, about, LocaleContextHolder.getLocale());
  }
}
