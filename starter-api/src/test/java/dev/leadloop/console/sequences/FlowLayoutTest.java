package dev.leadloop.console.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.console.sequences.FlowLayout.Lane;
import dev.leadloop.console.sequences.FlowLayout.Piece;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.Step.Share;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lanes in brackets, steps with commas: every step stands in one place, and only what comes together lies side by side. */
class FlowLayoutTest {
  private static Step mail(String id) {
    return new Step.Send(id, Duration.ZERO, "nurture/1-guide", id, null, Map.of());
  }

  private static Step event(String id, @Nullable String then, @Nullable String otherwise) {
    return new Step.WaitFor(id, List.of("email_click"), List.of(), Duration.ofDays(2), then, otherwise);
  }

  private static Step split(String id, String... to) {
    return new Step.Split(id, Arrays.stream(to).map(one -> new Share(100 / to.length, one)).toList());
  }

  private static String drawn(Step... steps) {
    return drawn(FlowLayout.of(new Sequence("s", 1, null, null, List.of(steps))));
  }

  private static String drawn(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> piece.step().id()
            + piece.lanes().stream().map(FlowLayoutTest::drawn).collect(Collectors.joining()))
        .collect(Collectors.joining(","));
  }

  private static String drawn(Lane lane) {
    return "[" + lane.when() + ": " + (lane.pieces().isEmpty() ? "-> " + lane.to() : drawn(lane.pieces())) + "]";
  }

  @Test
  void waysThatComeTogetherLieSideBySide() {
    assertThat(drawn(mail("a"), split("ab", "s", "l"), mail("s"), new Step.Jump("j", "z"), mail("l"), mail("z")))
        .isEqualTo("a,ab[50 %: s,j][50 %: l],z");
    assertThat(drawn(event("e", "talk", null), mail("remind"), mail("talk")))
        .isEqualTo("e[not within 2 days: remind][it happens: -> talk],talk");
    assertThat(drawn(split("ab", "s", "l"), mail("s"), new Step.End("x", "done"), mail("l"), new Step.End("y", "done")))
        .isEqualTo("ab[50 %: s,x][50 %: l,y]");
  }

  @Test
  void forksInsideForksAreDrawnInsideTheirLane() {
    assertThat(drawn(
        split("ab", "s", "l"), mail("s"), new Step.Jump("j", "z"), event("l", "m", "n"), mail("m"), new Step.Jump("k", "z"),
        mail("n"), mail("z")))
        .isEqualTo("ab[50 %: s,j][50 %: l[it happens: m,k][not within 2 days: n]],z");
  }

  @Test
  void waysThatCannotBeToldApartStayBelowEachOther() {
    assertThat(drawn(mail("a"), event("loop", "a", null), mail("b"))).as("back").isEqualTo("a,loop,b");
    assertThat(drawn(split("ab", "s", "l", "m"), mail("s"), mail("l"), mail("m"))).as("into each other").isEqualTo("ab,s,l,m");
    assertThat(drawn(event("e", null, null), mail("b"))).as("both to the next").isEqualTo("e,b");
    assertThat(drawn(split("ab", "m", "z"), mail("s"), mail("m"), mail("z"))).as("over a step").isEqualTo("ab,s,m,z");
  }
}
