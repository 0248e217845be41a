"""The test harness's side of an app: what the harness cannot see from outside.

`flet_embed_agent.install`, imported before the app through `FLET_EMBED_IMPORT`, puts an agent beside it. The agent
talks with the harness over a bridge of its own, whose port is in `FLET_EMBED_AGENT_PORT`: it answers when the app's
loop has come to rest, lets virtual time pass, and tells of failures that nobody in the app sees.
"""
