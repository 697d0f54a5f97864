package dev.leadloop.console.measures;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.measures.MeasurePages.Answer;
import dev.leadloop.csv.CsvDownload;
import dev.leadloop.finding.QueryNames;
import dev.leadloop.measuring.MeasureCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of measures, and the page of each. */
@Controller
class MeasurePageController extends ConsolePages {
  private final MeasurePages pages;

  MeasurePageController(MeasurePages pages) {
    this.pages = pages;
  }

  @GetMapping("/measures")
  String all(Model model) {
    model.addAttribute("groups", MeasureGroup.all());
    return "measures";
  }

  @GetMapping("/measures/{name}")
  String one(
      @PathVariable String name,
      @QueryNames({
        "from", "to", "by", "touch", "within", "source", "campaign", "content", "channel", "path", "industry", "size",
            "segment", "territory", "rep", "team", "policy", "qualification", "class", "reason", "ended", "stage",
        "to_stage", "sequence", "version", "step", "arm", "month", "week"}) @RequestParam MultiValueMap<String, String> query,
      Model model) {
    model.addAttribute("page", pages.read(pages.asked(name, query)));
    return "measure";
  }

  @GetMapping("/measures/{name}.csv")
  void export(
      @PathVariable String name,
      @QueryNames({
        "from", "to", "by", "touch", "within", "source", "campaign", "content", "channel", "path", "industry", "size",
            "segment", "territory", "rep", "team", "policy", "qualification", "class", "reason", "ended", "stage",
        "to_stage", "sequence", "version", "step", "arm", "month", "week"}) @RequestParam MultiValueMap<String, String> query,
      HttpServletResponse response) throws IOException {
    Answer answer = pages.answer(MeasureAddress.of(name, query));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"" + answer.question().measure().name() + ".csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    MeasureCsv.write(new CsvDownload(writer), answer.question(), answer.counted());
    writer.flush();
  }
}
