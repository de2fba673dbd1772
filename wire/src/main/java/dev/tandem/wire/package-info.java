/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What lies between the processes: topics and their names, the format of every record, and the
 * topic of schemas. Nothing here knows a source's connector, a stream's topology or a target.
 */
@NullMarked
package dev.tandem.wire;

import org.jspecify.annotations.NullMarked;
