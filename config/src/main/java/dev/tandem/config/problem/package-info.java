/* SPDX-License-Identifier: Apache-2.0 */
/** What can be wrong with a configuration, and where in the file it stands; nothing of YAML. */
@NullMarked
package dev.tandem.config.problem;

import org.jspecify.annotations.NullMarked;
