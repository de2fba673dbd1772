/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityName;

/**
 * Why a plan does not fit a table.
 *
 * @param problem what is wrong and how to mend it, in one sentence
 */
public record MappingProblem(EntityName entity, String problem) {}
