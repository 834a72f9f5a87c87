/** Answers at once (自动答复): what enquirers are told, and how they reach a person. */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.answers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
