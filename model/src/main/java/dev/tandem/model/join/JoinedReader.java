/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a {@link WideTable} from a source: the rows of its own table, some at a time,
 * and by their keys what belongs to them. What a parent's key is equal to, the source decides.
 */
public final class JoinedReader implements SourceReader {
  private static final int PORTION = 500;

  private final SourceReader source;
  private final SourceReader beside;
  private final WideTable wide;
  private final Map<TableId, SourceTable> tables = new HashMap<>();

  /**
   * A reader of that table, which leaves the other readers open.
   *
   * @param source reads the rows of the table itself
   * @param beside reads what belongs to them in the meantime, so it is another one
   */
  public JoinedReader(SourceReader source, SourceReader beside, WideTable wide) {
    this.source = source;
    this.beside = beside;
    this.wide = wide;
  }

  @Override
  public SourceTable table(TableId id) {
    return id.equals(wide.base().id()) ? wide.table() : source.table(id);
  }

  /** Leaves out rows that wait for a parent. */
  @Override
  public void scan(SourceTable table, Consumer<SourceRow> rows) {
    List<SourceRow> portion = new ArrayList<>();
    source.scan(
        wide.base(),
        row -> {
          portion.add(row);
          if (portion.size() == PORTION) {
            widen(portion).forEach(rows);
            portion.clear();
          }
        });
    widen(portion).forEach(rows);
  }

  /** Leaves out rows that wait for a parent. */
  @Override
  public List<SourceRow> find(
      SourceTable table, List<String> keyColumns, Collection<List<Value>> keys) {
    return widen(source.find(wide.base(), keyColumns, keys));
  }

  @Override
  public SourcePosition position() {
    return source.position();
  }

  @Override
  public void close() {
    // The readers are their owner's.
  }

  /** The wide rows of rows of the table itself. */
  public List<SourceRow> widen(List<SourceRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<List<RowParts.Parent>> parents = parents(rows);
    List<List<List<RowParts.Child>>> children = children(wide.shape().plan().embeds(), rows);
    List<SourceRow> widened = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      wide.row(new RowParts(rows.get(i), parents.get(i), children.get(i))).ifPresent(widened::add);
    }
    return widened;
  }

  /** Of each row, a parent for each lookup. */
  private List<List<RowParts.Parent>> parents(List<SourceRow> rows) {
    List<List<RowParts.Parent>> parents = new ArrayList<>();
    rows.forEach(row -> parents.add(new ArrayList<>()));
    for (int lookup = 0; lookup < wide.shape().plan().lookups().size(); lookup++) {
      int onto = wide.shape().hangsOn(lookup);
      List<Optional<SourceRow>> referring = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        referring.add(onto < 0 ? Optional.of(rows.get(i)) : parents.get(i).get(onto).row());
      }
      ColumnNames on = wide.shape().on(lookup);
      List<RowParts.Parent> found =
          referred(referring, on, tableOf(wide.shape().plan().lookups().get(lookup).from()));
      for (int i = 0; i < rows.size(); i++) {
        parents.get(i).add(found.get(i));
      }
    }
    return parents;
  }

  private List<RowParts.Parent> referred(
      List<Optional<SourceRow>> referring, ColumnNames on, SourceTable parent) {
    Map<String, List<Value>> wanted = new LinkedHashMap<>();
    List<@Nullable String> keys = new ArrayList<>();
    for (Optional<SourceRow> row : referring) {
      String key = row.map(from -> JoinKey.of(from, on.in(from.table()))).orElse(null);
      keys.add(key);
      if (key != null) {
        wanted.put(key, values(row.get(), on.in(row.get().table())));
      }
    }
    int[] own = new ColumnNames(parent.key(), column -> column).in(parent);
    Map<String, SourceRow> found = find(parent, parent.key(), own, wanted);
    return keys.stream()
        .map(
            key ->
                key == null
                    ? RowParts.Parent.NONE
                    : new RowParts.Parent(true, Optional.ofNullable(found.get(key))))
        .toList();
  }

  private Map<String, SourceRow> find(
      SourceTable table, List<String> columns, int[] positions, Map<String, List<Value>> wanted) {
    Map<String, SourceRow> exact = new HashMap<>();
    if (wanted.isEmpty()) {
      return exact;
    }
    Map<String, SourceRow> loose = new HashMap<>();
    for (SourceRow row : beside.find(table, columns, Set.copyOf(wanted.values()))) {
      String key = Objects.requireNonNull(JoinKey.of(row, positions));
      exact.put(key, row);
      loose.put(key.toLowerCase(Locale.ROOT), row);
    }
    Map<String, SourceRow> found = new HashMap<>();
    for (String key : wanted.keySet()) {
      SourceRow row = exact.getOrDefault(key, loose.get(key.toLowerCase(Locale.ROOT)));
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  /** Of each row, a list of children for each embed. */
  private List<List<List<RowParts.Child>>> children(List<Embed> embeds, List<SourceRow> rows) {
    List<List<List<RowParts.Child>>> children = new ArrayList<>();
    rows.forEach(row -> children.add(new ArrayList<>()));
    for (Embed embed : embeds) {
      List<List<RowParts.Child>> ofEmbed = children(embed, rows);
      for (int i = 0; i < rows.size(); i++) {
        children.get(i).add(ofEmbed.get(i));
      }
    }
    return children;
  }

  private List<List<RowParts.Child>> children(Embed embed, List<SourceRow> rows) {
    SourceTable table = tableOf(embed.from());
    int[] on = new ColumnNames(embed.on(), wide.shape().naming()).in(table);
    Map<String, List<Value>> wanted = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (SourceRow row : rows) {
      int[] own = new ColumnNames(row.table().key(), column -> column).in(row.table());
      String key = Objects.requireNonNull(JoinKey.of(row, own));
      keys.add(key);
      wanted.put(key, values(row, own));
    }
    List<String> columns =
        Arrays.stream(on).mapToObj(column -> table.columns().get(column).name()).toList();
    List<SourceRow> found =
        wanted.isEmpty() ? List.of() : beside.find(table, columns, Set.copyOf(wanted.values()));
    List<List<List<RowParts.Child>>> nested = children(embed.embeds(), found);
    Map<String, String> loose = new HashMap<>();
    keys.forEach(key -> loose.put(key.toLowerCase(Locale.ROOT), key));
    Map<String, List<RowParts.Child>> byParent = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      String key = Objects.requireNonNull(JoinKey.of(found.get(i), on));
      String parent =
          wanted.containsKey(key) ? key : loose.getOrDefault(key.toLowerCase(Locale.ROOT), key);
      byParent
          .computeIfAbsent(parent, any -> new ArrayList<>())
          .add(new RowParts.Child(found.get(i), nested.get(i)));
    }
    return keys.stream().map(key -> byParent.getOrDefault(key, List.of())).toList();
  }

  private static List<Value> values(SourceRow row, int[] columns) {
    return Arrays.stream(columns).mapToObj(row::value).toList();
  }

  private SourceTable tableOf(TableId id) {
    return tables.computeIfAbsent(id, beside::table);
  }
}
