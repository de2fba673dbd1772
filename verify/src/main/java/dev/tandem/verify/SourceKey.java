/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.util.List;

/** What one table of the source can be asked for a row by. */
record SourceKey(TableId table, List<Value> values) {}
