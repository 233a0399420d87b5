"""Every flow in one table: releases of customs data, checked, and the turnover of a pair."""
