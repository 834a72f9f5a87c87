/** Assessment by a third party (第三方评价): samples that were drawn, their evidence, findings. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.assessors;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
