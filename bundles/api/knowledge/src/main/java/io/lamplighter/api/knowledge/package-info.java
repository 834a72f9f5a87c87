/** Knowledge (知识库): what is known and may be told. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.knowledge;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
