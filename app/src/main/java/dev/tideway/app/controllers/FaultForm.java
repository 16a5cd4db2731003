package dev.tideway.app.controllers;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Faults that are asked for.
 *
 * @param errorRate which part of the requests fails, 0 to 1; default: 0
 * @param latencyMillis how many milliseconds longer each takes; default: 0
 * @param seconds after how many seconds they end by themselves, up to an hour
 */
@Serdeable
@Schema(name = "FaultForm", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record FaultForm(
    @DecimalMin(value = "0", message = FaultForm.RATE)
        @DecimalMax(value = "1", message = FaultForm.RATE)
        @Nullable BigDecimal errorRate,
    @Min(value = 0, message = FaultForm.LATENCY)
        @Max(value = 10_000, message = FaultForm.LATENCY)
        @Digits(integer = 6, fraction = 0, message = FaultForm.LATENCY)
        @Schema(type = "integer", minimum = "0", maximum = "10000")
        @Nullable BigDecimal latencyMillis,
    @NotNull(message = FaultForm.SECONDS)
        @Min(value = 1, message = FaultForm.SECONDS)
        @Max(value = 3_600, message = FaultForm.SECONDS)
        @Digits(integer = 6, fraction = 0, message = FaultForm.SECONDS)
        @Schema(type = "integer", minimum = "1", maximum = "3600")
        @Nullable BigDecimal seconds) {
  public static final String RATE = "write a number from 0 to 1, such as 0.2";
  public static final String LATENCY = "write a whole number of milliseconds from 0 to 10000";
  public static final String SECONDS = "write a whole number of seconds from 1 to 3600";

  /** Call these only on a form that was found valid. */
  public double rate() {
    return Optional.ofNullable(errorRate).map(BigDecimal::doubleValue).orElse(0.0);
  }

  public Duration latency() {
    return Duration.ofMillis(
        Optional.ofNullable(latencyMillis).map(BigDecimal::longValueExact).orElse(0L));
  }

  public Duration lasting() {
    return Duration.ofSeconds(Optional.ofNullable(seconds).orElseThrow().longValueExact());
  }
}
