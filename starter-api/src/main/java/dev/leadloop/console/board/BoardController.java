package dev.leadloop.console.board;

import dev.leadloop.console.ConsolePages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The SLA board. */
@Controller
class BoardController extends ConsolePages {
  private final BoardPages pages;

  BoardController(BoardPages pages) {
    this.pages = pages;
  }

  @GetMapping("/board")
  String show(
      @RequestParam(required = false) @Nullable String show,
      @RequestParam(required = false) @Nullable String rep,
      @RequestParam(required = false) @Nullable String team,
      Model model) {
    model.addAttribute("board", pages.read(show, rep, team));
    return "board";
  }

  @GetMapping("/board.csv")
  void export(
      @RequestParam(required = false) @Nullable String show,
      @RequestParam(required = false) @Nullable String rep,
      @RequestParam(required = false) @Nullable String team,
      HttpServletResponse response) throws IOException {
    pages.export(show, rep, team, response);
  }
}
