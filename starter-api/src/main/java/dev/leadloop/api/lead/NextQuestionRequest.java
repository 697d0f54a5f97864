package dev.leadloop.api.lead;

import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form as far as it is filled in. Nothing of it is kept. */
@Schema(
    name = "HalfFilledForm",
    example =
        """
        {"email":"dana@acme.example","title":"Marketing Director","country":"DE","asked":["answers.budget"]}""")
record NextQuestionRequest(
    @Nullable @Size(max = IntakeLimits.EMAIL)
        @Schema(description = "only what kind of address it is counts; nobody is looked up by it")
        String email,
    @Nullable @Size(max = IntakeLimits.COMPANY) String company,
    @Nullable @Size(max = IntakeLimits.TITLE) String title,
    @Nullable @Min(IntakeLimits.LEAST_PEOPLE) @Max(IntakeLimits.MOST_PEOPLE) Integer companySize,
    @Nullable @Size(max = IntakeLimits.INDUSTRY) String industry,
    @Nullable @Size(max = IntakeLimits.COUNTRY) String country,
    @Nullable @Size(max = IntakeLimits.ANSWERS)
        Map<
                @Size(min = 1, max = IntakeLimits.ANSWER_NAME, message = IntakeLimits.ANSWER_NAME_HINT)
                @Pattern(regexp = IntakeLimits.PLAIN_NAME_FORM, message = IntakeLimits.PLAIN_NAME_HINT) String,
                @NotNull @Size(max = IntakeLimits.ANSWER) String>
            answers,
    @Nullable @Size(max = 100)
        @Schema(description = "facts asked for or declined already, such as answers.budget; they are not asked for again")
        List<@NotNull @Size(max = 80) String> asked) {}
