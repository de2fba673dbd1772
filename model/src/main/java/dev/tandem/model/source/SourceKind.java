/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import dev.tandem.model.type.Type;
import java.util.Optional;

/**
 * A product that can be a source; the names of column types mean something only together with it.
 */
public enum SourceKind {
  /** MySQL 8. */
  MYSQL {
    @Override
    public SourceColumn normalise(SourceColumn raw) {
      return MySqlTypes.normalise(raw);
    }

    @Override
    public Optional<Type> domainType(SourceColumn column) {
      return MySqlTypes.domainType(column);
    }
  },
  /** Microsoft SQL Server 2016 SP1 and later. */
  SQL_SERVER {
    @Override
    public SourceColumn normalise(SourceColumn raw) {
      return SqlServerTypes.normalise(raw);
    }

    @Override
    public Optional<Type> domainType(SourceColumn column) {
      return SqlServerTypes.domainType(column);
    }
  };

  /** The column in the one spelling that {@link SourceColumn} describes. */
  public abstract SourceColumn normalise(SourceColumn raw);

  /**
   * The domain type of a column for which the mapping declares none, or empty for a column type
   * that Tandem does not carry.
   */
  public abstract Optional<Type> domainType(SourceColumn column);
}
