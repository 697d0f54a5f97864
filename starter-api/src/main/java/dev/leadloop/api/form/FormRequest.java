package dev.leadloop.api.form;

import dev.leadloop.web.HostedForm;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form as marketing sets one; what is left out is none, except open, the button, the thanks, the signal and the source. */
@Schema(
    name = "HostedFormSet",
    example =
        "{\"title\":\"Get the guide\",\"fields\":[{\"name\":\"email\",\"label\":\"Work e-mail\"},"
            + "{\"name\":\"answers.timeline\",\"label\":\"When do you want to start?\",\"required\":true,"
            + "\"choices\":[\"this month\",\"this quarter\",\"later\"]}],"
            + "\"consent\":\"Yes, send me e-mails with guides and offers. I can stop them at any time.\","
            + "\"signal\":\"ebook_download\",\"delivery\":{\"title\":\"The guide\","
            + "\"url\":\"https://www.example.com/guide.pdf\"}}")
record FormRequest(
    @NotNull String title,
    @Nullable String intro,
    @Nullable @Schema(description = "words of the button; Send when left out") String button,
    @Nullable @Schema(description = "what whoever has sent it reads") String thanks,
    @NotNull @Valid @Size(max = 50) @Schema(description = "in their order; email is among them")
        List<@NotNull FieldRequest> fields,
    @Nullable @Schema(description = "whether the next best question is put beside these") Boolean askMore,
    @Nullable @Schema(description = "what the person agrees to by ticking a box; no box when left out") String consent,
    @Nullable @Schema(description = "page of yours to lead to instead of the thanks; on one of leadloop.web.origins")
        String redirect,
    @Nullable @Valid DeliveryRequest delivery,
    @Nullable @Schema(description = "type of the policy that sending it is; form_submitted when left out") String signal,
    @Nullable @Schema(description = "of the lead's touch; website when left out") String source,
    @Nullable String campaign,
    @Nullable String content,
    @Nullable @Schema(description = "whether it is shown; true when left out") Boolean open,
    @Nullable @Schema(description = "the version that was looked at; where another is there by now, nothing is saved")
        Integer seen) {

  /** A field of it. */
  @Schema(name = "HostedFormFieldSet")
  record FieldRequest(
      @NotNull @Schema(description = "a fact, such as company, or answers.<name> for a question of your own") String name,
      @Nullable @Schema(description = "the words beside it; a fact has some of its own") String label,
      @Nullable Boolean required,
      @Nullable @Schema(description = "what may be chosen; written by the visitor when left out")
          List<@NotNull String> choices) {}

  /** What is mailed to whoever sends it. */
  @Schema(name = "HostedFormDeliverySet")
  record DeliveryRequest(@NotNull String title, @NotNull String url) {}

  HostedForm form(String id) {
    return new HostedForm(
        id, 0, !Boolean.FALSE.equals(open),
        new HostedForm.Words(title, or(intro, ""), or(button, "Send"), or(thanks, "We have got what you sent.")),
        fields.stream().map(field -> new HostedForm.Field(
            field.name(), or(field.label(), ""), Boolean.TRUE.equals(field.required()),
            field.choices() == null ? List.of() : field.choices())).toList(),
        Boolean.TRUE.equals(askMore), consent, redirect,
        delivery == null ? null : new HostedForm.Delivery(delivery.title(), delivery.url()),
        new HostedForm.Counting(or(signal, "form_submitted"), or(source, "website"), campaign, content));
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
