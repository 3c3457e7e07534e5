"""Every test of the register works in the scene of tests/register_scene.py."""

from tests.register_scene import *  # noqa: F403 - fixtures
