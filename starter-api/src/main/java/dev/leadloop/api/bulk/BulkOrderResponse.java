package dev.leadloop.api.bulk;

import dev.leadloop.bulk.BulkPreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a bulk order.
 *
 * @param order the order, which is carried out by and by; null where only a preview was asked for
 * @param preview what would become of it; null where it was given
 */
@Schema(name = "BulkOrderAnswer")
record BulkOrderResponse(@Nullable BulkOrderView order, @Nullable PreviewView preview) {

  /**
   * What would become of it now.
   *
   * @param leads how many are meant
   * @param taken for how many of them it would be followed
   * @param undecided leads that nothing was decided about yet
   */
  @Schema(name = "BulkOrderPreview")
  record PreviewView(int leads, int taken, int undecided, List<PassedOverView> passedOver) {
    static PreviewView of(BulkPreview preview) {
      return new PreviewView(
          preview.leads(), preview.taken(), preview.undecided(),
          preview.passedOver().stream()
              .map(one -> new PassedOverView(one.code(), one.message(), one.leads(), one.named()))
              .toList());
    }
  }

  /** Leads for which it would be refused for one reason. */
  @Schema(name = "BulkOrderPassedOver")
  record PassedOverView(
      @Schema(description = "a stable word, such as `not-closed`") String why,
      @Schema(description = "what the first of them would be answered") String message,
      int leads,
      @Schema(description = "the first " + BulkPreview.NAMED + " of them") List<String> leadIds) {}
}
