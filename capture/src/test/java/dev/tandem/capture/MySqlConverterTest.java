/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.spi.converter.CustomConverter.Converter;
import io.debezium.spi.converter.RelationalColumn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MySqlConverterTest {

  @Test
  void shouldKeepATimeOutsideADay() {
    assertThat(converted(column("TIME", false), Duration.ofHours(-25)))
        .isEqualTo("-25:00:00.000000");
  }

  @Test
  void shouldSpellBitsAlikeFromSnapshotAndLog() {
    byte[] snapshot = {0x08, 0x01};
    assertThat(converted(column("BIT", false), snapshot))
        .isEqualTo("AQg=")
        .isEqualTo(converted(column("BIT", false), BitSet.valueOf(new byte[] {0x01, 0x08})));
    assertThat(snapshot).as("its bytes belong to the key as well").containsExactly(0x08, 0x01);
  }

  @Test
  void shouldKeepTheNumberInABoolean() {
    assertThat(converted(column("BOOLEAN", false), 5)).isEqualTo((short) 5);
  }

  @Test
  void shouldReadAYearFromSnapshotAndLog() {
    assertThat(converted(column("YEAR", false), 0L)).isEqualTo(0);
    assertThat(converted(column("YEAR", false), Year.of(2018))).isEqualTo(2018);
  }

  @Test
  void shouldMarkADateThatNoCalendarHasWhereItMustBeOne() {
    assertThat(converted(column("DATE", true), null)).isEqualTo("0000-00-00");
    assertThat(converted(column("DATE", true), LocalDate.of(1, 1, 1))).isEqualTo("0001-01-01Z");
  }

  @Test
  void shouldLeaveToTheConnectorWhatItDoesRight() {
    assertThat(registered(column("DATE", false))).isNull();
    assertThat(registered(column("INT", true))).isNull();
  }

  @Test
  void shouldStopAtACharacterSetThatTheLogIsMisreadIn() {
    RelationalColumn column = new Column("VARCHAR", false, "swe7");
    assertThatThrownBy(() -> converted(column, new byte[] {0x5d})).hasMessageContaining("utf8mb4");
  }

  @Test
  void shouldTakeTextOfBytesForBytes() {
    assertThat(converted(new Column("CHAR", false, "binary"), new byte[] {0, -1}))
        .isEqualTo("AP8AAAAAAAAAAAAA");
  }

  private static Column column(String type, boolean required) {
    return new Column(type, required, null);
  }

  private static @Nullable Object converted(RelationalColumn column, @Nullable Object value) {
    Converter converter = registered(column);
    assertThat(converter).isNotNull();
    return converter == null ? BigDecimal.ZERO : converter.convert(value);
  }

  private static @Nullable Converter registered(RelationalColumn column) {
    AtomicReference<@Nullable Converter> registered = new AtomicReference<>();
    new MySqlConverter().converterFor(column, (schema, converter) -> registered.set(converter));
    return registered.get();
  }

  /** Twelve long. */
  private record Column(String typeName, boolean required, @Nullable String charset)
      implements RelationalColumn {
    @Override
    public int jdbcType() {
      return 0;
    }

    @Override
    public int nativeType() {
      return 0;
    }

    @Override
    public String typeExpression() {
      return typeName;
    }

    @Override
    public OptionalInt length() {
      return OptionalInt.of(12);
    }

    @Override
    public OptionalInt scale() {
      return OptionalInt.empty();
    }

    @Override
    public boolean isOptional() {
      return !required;
    }

    @Override
    public @Nullable Object defaultValue() {
      return null;
    }

    @Override
    public boolean hasDefaultValue() {
      return false;
    }

    @Override
    public @Nullable String charsetName() {
      return charset;
    }

    @Override
    public String name() {
      return "c";
    }

    @Override
    public String dataCollection() {
      return "shop.things";
    }
  }
}
