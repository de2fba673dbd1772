/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.source.SourcePosition;

/**
 * Which server answers, and what its log still holds.
 *
 * @param uuid changes when another server, or a rebuilt one, answers under the same name
 * @param executed all that was ever committed there
 * @param purged the part of it that is no longer in the log
 */
public record MySqlServer(
    String uuid, String version, SourcePosition executed, SourcePosition purged) {}
