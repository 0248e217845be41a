"""The pytest plugin behind ``flet-embed test``: Flet's own tests on a client without pixels.

What a picture shows cannot be checked without pixels, so nothing is compared, nothing is written, and no test passes
for it:

- a test that compares pictures and asserts nothing else ends as skipped, "not checked (pixels)";
- in a test that also asserts other things these hold, and its pictures are counted in the summary.

A test asserts other things when its function, or a function of the tested project that it names, holds an ``assert``,
one of ``pytest.raises``, ``pytest.warns``, ``pytest.deprecated_call``, ``pytest.fail``, or a call of another method
whose name begins with ``assert``. That a control was found and tapped is no assertion.
"""

pytest_plugins = ["flet_embed_pytest.plugin"]
