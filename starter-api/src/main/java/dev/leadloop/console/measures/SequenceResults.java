package dev.leadloop.console.measures;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.measuring.MeasureQuery;
import dev.leadloop.nurturing.Campaign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a campaign came to for its own leads, by the measures and their definitions: in all, by A/B arm, and mail by mail. */
@Component
public class SequenceResults {
  /** What became of whoever began it. */
  private static final List<String> ENROLMENTS = List.of("sequence-to-ready", "sequence-to-sql", "sequence-to-won");
  /** What became of whoever was drawn. */
  private static final List<String> DRAWS = List.of("arm-to-ready", "arm-to-sql");
  /** What became of its mails. */
  private static final List<String> MAILS =
      List.of("mail-delivered", "mail-clicked", "mail-answered", "mail-unsubscribed", "mail-complained");

  private final Measuring measuring;

  SequenceResults(Measuring measuring) {
    this.measuring = measuring;
  }

  /**
   * What one measure comes to of one line.
   *
   * @param main such as "41%"
   * @param beside such as "120 of 293"
   * @param range the interval of 95 per cent; empty for none
   * @param soFar whether it may still change
   */
  public record Cell(String main, String beside, String range, boolean soFar) {
    private static final Cell NONE = new Cell(FigureWords.NONE, "", "", false);

    static Cell of(FigureCells cells) {
      return new Cell(cells.main(), cells.beside(), cells.range(), cells.soFar());
    }
  }

  /**
   * A line of a table.
   *
   * @param keys such as the step and the arm
   * @param cells one for each head of the table
   */
  public record Line(List<String> keys, List<Cell> cells) {}

  /**
   * A table.
   *
   * @param heads names of the measures, in the order of the cells
   */
  public record Table(List<String> heads, List<Line> lines) {}

  /** What it came to: in all, by arm, by mail; a table without lines where there is nothing yet. */
  public record Results(Table whole, Table arms, Table mails) {}

  /** The results by what began, was drawn and was mailed since a campaign told each of its leads. */
  public Results of(Campaign campaign) {
    return new Results(
        table(ENROLMENTS, campaign, List.of()),
        table(DRAWS, campaign, List.of(Cut.ARM)),
        table(MAILS, campaign, List.of(Cut.STEP, Cut.ARM)));
  }

  private Table table(List<String> names, Campaign campaign, List<Cut> by) {
    Map<List<String>, Map<String, Cell>> lines = new LinkedHashMap<>();
    List<String> heads = new ArrayList<>();
    for (String name : names) {
      Measure measure = MeasureQuery.measure(name);
      List<Cut> cuts = by.stream().filter(measure.counting().cuts()::contains).toList();
      Question question = measuring.question(
          measure, campaign.createdAt(), null, cuts, Map.of(Cut.SEQUENCE, List.of(campaign.sequence())), Touch.FIRST, null)
          .ofCampaign(campaign.campaignId());
      Counted counted = measuring.count(question);
      heads.add(name);
      long all = counted.whole().counts().count();
      for (Part part : cuts.isEmpty() ? List.<Part>of() : counted.parts()) {
        List<String> keys = cuts.stream().map(cut -> part.key().getOrDefault(cut, Cut.NONE)).toList();
        lines.computeIfAbsent(keys, none -> new LinkedHashMap<>())
            .put(name, Cell.of(FigureCells.of(part.figures(), measure.counting().telling(), false, all)));
      }
      if (cuts.isEmpty() && all > 0) {
        lines.computeIfAbsent(List.of(), none -> new LinkedHashMap<>())
            .put(name, Cell.of(FigureCells.of(counted.whole(), measure.counting().telling(), false, all)));
      }
    }
    return new Table(heads, lines.entrySet().stream()
        .map(line -> new Line(line.getKey(), heads.stream().map(head -> line.getValue().getOrDefault(head, Cell.NONE)).toList()))
        .toList());
  }
}
