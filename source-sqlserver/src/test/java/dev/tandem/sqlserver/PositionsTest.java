/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandem.model.source.SourcePosition;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {
  @Test
  void shouldSpellDatabasesInOrderWhateverTheirNames() {
    // Given
    Map<String, Positions.Mark> marks =
        Map.of(
            "old shop",
            new Positions.Commit(Lsn.parse("0000002a:00000010:0007")),
            "crm",
            new Positions.Moment(LocalDateTime.parse("2024-03-31T02:30:00.0000007")));
    // When
    SourcePosition position = Positions.of(marks);
    // Then
    assertThat(position.text())
        .isEqualTo("crm @2024-03-31T02:30:00.0000007\nold shop 0000002a:00000010:0007");
    assertThat(Positions.parse(position)).isEqualTo(marks);
  }

  @Test
  void shouldReadThatNothingIsTold() {
    assertThat(Positions.parse(new SourcePosition(""))).isEmpty();
    assertThat(Positions.of(Map.of()).text()).isEmpty();
  }

  @Test
  void shouldRefuseAnotherSourcesPosition() {
    SourcePosition other = new SourcePosition("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5");
    assertThatIllegalArgumentException().isThrownBy(() -> Positions.parse(other));
  }
}
