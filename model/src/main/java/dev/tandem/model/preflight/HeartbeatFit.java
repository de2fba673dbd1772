/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a table of a source can hold the heartbeat. */
public final class HeartbeatFit {
  private HeartbeatFit() {}

  /** What is wrong with it, each without a full stop; empty when it fits. */
  public static List<String> misfits(SourceTable table) {
    List<String> misfits = new ArrayList<>();
    for (EntityField field : Heartbeat.schema().fields()) {
      Optional<SourceColumn> column =
          table.columns().stream().filter(one -> one.name().equals(field.name())).findFirst();
      if (column.isEmpty()) {
        misfits.add("it has no column " + field.name());
      } else {
        Optional<Type.Kind> kind = table.kind().domainType(column.get()).map(Type::kind);
        if (kind.filter(field.type().kind()::equals).isEmpty()) {
          misfits.add("its column " + field.name() + " has another type");
        }
      }
    }
    if (!table.key().equals(List.of(Heartbeat.PIPELINE))) {
      misfits.add("its primary key is not " + Heartbeat.PIPELINE);
    }
    return misfits;
  }
}
