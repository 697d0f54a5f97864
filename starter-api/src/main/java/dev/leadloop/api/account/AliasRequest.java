package dev.leadloop.api.account;

import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A name by which an account is to be known as well. */
@Schema(name = "AliasSent", example = "{\"kind\":\"domain\",\"name\":\"acme-labs.example\"}")
record AliasRequest(
    @NotNull @Pattern(regexp = "domain|company", message = "must be domain or company") String kind,
    @NotBlank @Size(max = IntakeLimits.COMPANY) String name) {}
